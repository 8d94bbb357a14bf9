/** What the device and its browser are, as far as words and ways on depend on it. */

export type System = 'ios' | 'android' | 'mac' | 'other';

/** Where the switch for the camera is to be found. */
export type Where = 'ios_safari' | 'ios_other' | 'android' | 'mac_safari' | 'computer';

/** An iPad says that it is a Mac; no Mac has a touch screen. */
export function systemOf(agent: string, touchPoints: number): System {
  if (/iPhone|iPad|iPod/.test(agent)) return 'ios';
  if (/Android/.test(agent)) return 'android';
  if (!/Macintosh/.test(agent)) return 'other';
  return touchPoints > 1 ? 'ios' : 'mac';
}

/** Other browsers on Apple's systems call themselves Safari too, and say who they are beside it. */
export function whereIsTheSwitch(agent: string, touchPoints: number): Where {
  const system = systemOf(agent, touchPoints);
  const isSafari = /\bVersion\/[\d.]+.*\bSafari\//.test(agent) && !/(?:CriOS|FxiOS|EdgiOS|OPiOS|OPT|YaBrowser|DuckDuckGo|GSA|Chrome)\//.test(agent);
  if (system === 'ios') return isSafari ? 'ios_safari' : 'ios_other';
  if (system === 'android') return 'android';
  return system === 'mac' && isSafari ? 'mac_safari' : 'computer';
}
