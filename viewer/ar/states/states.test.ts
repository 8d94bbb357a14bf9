import { describe, expect, it } from 'vitest';
import document from '../../../docs/viewer-screens.md?raw';
import { en } from '../strings/en';
import { systemOf, whereIsTheSwitch } from './device';
import { problemHere } from './here';
import { appAround } from './in-app';
import { outsideAddress, secureAddress } from './outside';
import { STATES } from './states';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const PART = 'Mozilla/5.0 (Linux; Android 13; SM-A536B Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0';
const PART_CHROME = `${PART} Chrome/122.0.6261.119 Mobile Safari/537.36`;
const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';

const APPS: [app: string, agent: string][] = [
  ['Instagram', `${IPHONE} Mobile/21E236 Instagram 326.0.2.28.94 (iPhone14,5; iOS 17_4_1; en_US; en; scale=3.00; 1170x2532; 588355264)`],
  ['Instagram', `${PART_CHROME} Instagram 321.0.0.39.106 Android (33/13; 450dpi; 1080x2176; samsung; SM-A536B; a53x; s5e8825; en_GB; 570111111)`],
  ['Threads', `${IPHONE} Mobile/21E236 Barcelona 321.0.0.26.95 (iPhone14,5; iOS 17_4_1; en_US; en; scale=3.00; 1170x2532; 570111111)`],
  ['Facebook', `${IPHONE} Mobile/21D61 [FBAN/FBIOS;FBAV/451.0.0.40.109;FBBV/567055226;FBDV/iPhone13,2;FBMD/iPhone;FBSN/iOS;FBSV/17.3.1;FBSS/3;FBID/phone;FBLC/en_US;FBOP/5]`],
  ['Facebook', `${PART_CHROME} [FB_IAB/FB4A;FBAV/451.0.0.45.109;]`],
  ['Messenger', `${IPHONE} Mobile/21D61 [FBAN/MessengerForiOS;FBAV/445.0.0.34.104;FBBV/566012345;FBDV/iPhone13,2;FBMD/iPhone;FBSN/iOS;FBSV/17.3.1]`],
  ['Messenger', `${PART_CHROME} [FB_IAB/Orca-Android;FBAV/446.0.0.41.107;]`],
  ['TikTok', `${IPHONE} Mobile/21D50 musical_ly_33.1.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/US BytedanceWebview/d8a21c6`],
  ['TikTok', `${PART_CHROME} trill_330503 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/trill app_version/33.5.3 ByteLocale/en`],
  ['WeChat', `${IPHONE} Mobile/15E148 MicroMessenger/8.0.47(0x18002f2c) NetType/WIFI Language/en`],
  ['WeChat', `${PART_CHROME} XWEB/1220089 MMWEBSDK/20240301 MMWEBID/2307 MicroMessenger/8.0.48.2589(0x28003035) WeChat/arm64 Weixin NetType/WIFI Language/en ABI/arm64`],
  ['Telegram', `${ANDROID.replace('10; K', '7.1.2; K')} Chrome/119.0.6045.193 Mobile Safari/537.36 Telegram-Android/11.4.3 (Samsung SM-G965N; Android 7.1.2; SDK 25; LOW)`],
  ['LinkedIn', `${IPHONE} Mobile/15E148 [LinkedInApp]/9.29.4258`],
  ['LinkedIn', `${PART_CHROME} [LinkedInApp]/4.1.920`],
  ['Snapchat', `${IPHONE} Version/17.4.1 Mobile/15E148 Snapchat/12.72.0.41 (like Safari/8617.1.17.10.9, panda)`],
  ['LINE', `${IPHONE} Mobile/15E148 Safari Line/14.2.0`],
  ['LINE', `${PART_CHROME} Line/14.3.2/IAB`],
  ['VK', `${PART_CHROME} VKAndroidApp/8.61-19134 (Android 13; SDK 33; arm64-v8a; samsung SM-A536B; ru; 2400x1080)`],
  ['Pinterest', `${IPHONE} Mobile/15E148 [Pinterest/iOS]`],
  ['X', `${IPHONE} Mobile/15E148 Twitter for iPhone/10.24`],
  ['KakaoTalk', `${PART_CHROME} KAKAOTALK/10.6.5 (INAPP)`],
  ['Google', `${IPHONE} GSA/306.0.609892463 Mobile/15E148 Safari/604.1`],
  ['', PART_CHROME],
  ['', `${IPHONE} Mobile/15E148`],
];

const BROWSERS: [where: string, agent: string, touchPoints: number][] = [
  ['ios_safari', `${IPHONE} Version/17.4.1 Mobile/15E148 Safari/604.1`, 5],
  ['ios_safari', `${MAC} Version/17.4.1 Safari/605.1.15`, 5],
  ['ios_other', `${IPHONE} CriOS/123.0.6312.52 Mobile/15E148 Safari/604.1`, 5],
  ['ios_other', `${IPHONE} FxiOS/124.0 Mobile/15E148 Safari/605.1.15`, 5],
  ['ios_other', `${IPHONE} Version/17.0 EdgiOS/122.0.2365.99 Mobile/15E148 Safari/604.1`, 5],
  ['ios_other', `${IPHONE} Version/17.4 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15`, 5],
  ['android', `${ANDROID} Chrome/123.0.0.0 Mobile Safari/537.36`, 5],
  ['android', `${ANDROID} SamsungBrowser/24.0 Chrome/117.0.0.0 Mobile Safari/537.36`, 5],
  ['android', 'Mozilla/5.0 (Android 13; Mobile; rv:124.0) Gecko/124.0 Firefox/124.0', 5],
  ['android', `${ANDROID} Chrome/120.0.0.0 YaBrowser/24.1.8.112.00 SA/3 Mobile Safari/537.36`, 5],
  ['mac_safari', `${MAC} Version/17.4.1 Safari/605.1.15`, 0],
  ['computer', `${MAC.replace('605.1.15', '537.36')} Chrome/123.0.0.0 Safari/537.36`, 0],
  ['computer', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:124.0) Gecko/20100101 Firefox/124.0', 0],
];

describe('the browser', () => {
  it.each(APPS)('inside %s is known by what it says', (app, agent) => expect(appAround(agent)).toBe(app));

  it('inside Telegram for iPhone is known by what it leaves in the page', () => {
    expect(appAround(`${IPHONE} Mobile/15E148`, { TelegramWebviewProxy: {} })).toBe('Telegram');
  });

  it.each(BROWSERS)('proper is no app, and its switch is that of %s', (where, agent, touchPoints) => {
    expect(appAround(agent)).toBeNull();
    expect(whereIsTheSwitch(agent, touchPoints)).toBe(where);
  });

  it('of an iPad that calls itself a Mac is known by its touch screen', () => {
    expect([systemOf(MAC, 5), systemOf(MAC, 0), systemOf(ANDROID, 5), systemOf('X11; Linux', 0)]).toEqual(['ios', 'mac', 'android', 'other']);
  });
});

describe('the way out of an app', () => {
  const page = 'https://ar.example:8443/v/sommer?utm_source=ig&lang=de';

  it('is an intent on Android, and nothing of the page is lost', () => {
    expect(outsideAddress(page, 'android')).toBe(
      'intent://ar.example:8443/v/sommer?utm_source=ig&lang=de#Intent;scheme=https;action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end',
    );
    expect(outsideAddress('https://ar.example/try#ticket', 'android')).toBeNull();
  });

  it('is a name of Safari on an iPhone, and there is none elsewhere', () => {
    expect(outsideAddress(page, 'ios')).toBe(`x-safari-${page}`);
    expect(outsideAddress(page, 'other')).toBeNull();
    expect(outsideAddress('file:///sd/index.html', 'android')).toBeNull();
  });

  it('to https is offered where a name without a port was opened by http', () => {
    expect(secureAddress('http://ar.example/v/a?lang=ru')).toBe('https://ar.example/v/a?lang=ru');
    const others = ['https://ar.example/v/a', 'http://ar.example:8000/v/a', 'http://192.168.1.7/v/a', 'http://localhost/v/a'];
    expect(others.map(secureAddress)).toEqual([null, null, null, null]);
  });
});

describe('a dead end', () => {
  it('inside an app is the app’s doing when the camera is what is missing', () => {
    const inApp = { app: '', online: true };
    expect(['denied', 'no_camera_api', 'in_use', 'no_camera', 'unknown'].map((one) => problemHere(one as 'denied', inApp))).toEqual(Array(5).fill('in_app'));
    expect(problemHere('insecure', inApp)).toBe('insecure');
    expect(problemHere('denied', { app: null, online: true })).toBe('denied');
  });

  it('without a connection is the connection’s doing when something did not come', () => {
    const away = { app: null, online: false };
    expect([problemHere('network', away), problemHere('video_failed', away), problemHere('denied', away)]).toEqual(['offline', 'offline', 'denied']);
    expect(problemHere('network', { app: 'VK', online: true })).toBe('network');
  });

  it('has words, a way on and a place in the documents, whatever it is', () => {
    const byThemselves = ['preparing', 'scheduled'];
    for (const [problem, { ways }] of Object.entries(STATES)) {
      const [title, words] = en.problems[problem as 'denied'];
      expect(title.length * words.length, problem).toBeGreaterThan(0);
      expect(document, problem).toContain(`\`${problem}\``);
      expect(ways.length > 0 || byThemselves.includes(problem), problem).toBe(true);
    }
  });
});
