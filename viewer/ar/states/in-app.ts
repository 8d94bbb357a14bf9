/** Browsers inside other apps: they say who they are, and most of them give pages no camera. */

interface App {
  name: string;
  agent: RegExp;
}

/** The first that fits: Messenger says that it is Facebook's as well, and Threads that it is Instagram's. */
const APPS: readonly App[] = [
  { name: 'Messenger', agent: /MessengerForiOS|MessengerLite|Orca-Android|FB_IAB\/(?:Orca|MESSENGER)/ },
  { name: 'Threads', agent: /\bBarcelona\b/ },
  { name: 'Instagram', agent: /\bInstagram\b/ },
  { name: 'Facebook', agent: /\bFB(?:AN|AV|_IAB|IOS)\b/ },
  { name: 'TikTok', agent: /musical_ly|BytedanceWebview|TikTok|\btrill_/ },
  { name: 'WeChat', agent: /MicroMessenger/ },
  { name: 'Telegram', agent: /\bTelegram\b/ },
  { name: 'LinkedIn', agent: /LinkedInApp/ },
  { name: 'Snapchat', agent: /\bSnapchat\b/ },
  { name: 'LINE', agent: /\bLine\/\d/ },
  { name: 'VK', agent: /VKAndroidApp|VKiOSApp|com\.vk\.vkclient/ },
  { name: 'Pinterest', agent: /\bPinterest\b/ },
  { name: 'X', agent: /Twitter for iP|TwitterAndroid/ },
  { name: 'KakaoTalk', agent: /KAKAOTALK/ },
  { name: 'QQ', agent: /\bQQ\/\d/ },
  { name: 'Google', agent: /\bGSA\/\d/ },
];

/** Android marks every browser that is a part of an app. */
const ANDROID_PART = /; wv\)/;
/** On an iPhone only such a browser leaves out this word; those that are apps themselves have it. */
const WHOLE = /\bSafari\//;

/** The app around the page; '' when it does not say its name, null when the page is in a browser proper. */
export function appAround(agent: string, page: object = {}): string | null {
  const known = APPS.find((app) => app.agent.test(agent));
  if (known) return known.name;
  // Telegram for iPhone says nothing of itself, but leaves this.
  if ('TelegramWebviewProxy' in page || 'TelegramWebview' in page) return 'Telegram';
  const isPart = ANDROID_PART.test(agent) || (/iPhone|iPad|iPod/.test(agent) && !WHOLE.test(agent));
  return isPart ? '' : null;
}
