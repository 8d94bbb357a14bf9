/** Each dead end: its title, what it means, and what to do about it. */
export const problems = {
  not_found: ['Nothing here', 'This link leads to nothing. Check the address, or ask whoever gave it to you.'],
  trial_over: ['This test is over', 'Its address was good for a while only. Begin another test where you began this one.'],
  network: ['This did not load', 'Check the connection and try again. If it stays so, come back a little later.'],
  paused: ['Taking a break', 'This experience is paused by its owner. Come back later.'],
  preparing: ['Almost ready', 'This experience is still being prepared. The page opens by itself when it is done.'],
  insecure: ['A secure page is needed', 'Browsers give the camera only to pages whose address starts with https. The video plays without it, too.'],
  no_camera_api: ['This browser gives no camera', 'Copy the link and open it in Safari or Chrome, or watch without camera.'],
  denied: ['The camera is not allowed', 'Allow the camera for this page, then try again.'],
  no_camera: ['No camera found', 'This device has no camera that the browser can use.'],
  in_use: ['The camera is busy', 'Another app or tab uses the camera. Close it, then try again.'],
  overconstrained: ['The camera does not fit', 'This camera cannot give the kind of picture that is needed here.'],
  unknown: ['The camera did not start', 'Try again, or open the link in another browser.'],
  engine_failed: ['Finding pictures does not work here', 'This browser could not start what looks for the picture. The video plays without it.'],
  video_failed: ['The video does not play', 'It could not be loaded. Check the connection and try again.'],
  no_webgl: ['The demonstration does not work here', 'This browser could not draw it. The video plays without it.'],
  in_app: ['Open it in your browser', '{app} does not give the camera to pages. One tap takes this page to your browser.'],
  offline: ['You are offline', 'There is no connection now. The page goes on by itself as soon as there is.'],
  scheduled: ['Not open yet', 'This experience opens {when}. The page opens by itself.'],
  expired: ['It is over', 'This experience was open for a while only, and that time has passed.'],
  limit: ['All views are taken', 'This experience was meant for a number of views, and they have been reached.'],
  restricted: ['Not open here', 'The owner of this experience does not show it where you are.'],
  password: ['A password, please', 'The owner protects this experience with a password.'],
} satisfies Record<string, readonly [title: string, words: string]>;

export type Problem = keyof typeof problems;

/** Sentences that stop nothing. */
export const notes = {
  no_webgl: 'Drawn in a simpler way on this device.',
  no_simd: 'This browser is older: finding the picture may take longer.',
  slow: 'This device is busy: the picture is looked at more coarsely.',
  stalled: 'The connection is slow. The video goes on by itself.',
  offline: 'No connection. What is loaded goes on.',
};

export type Note = keyof typeof notes;

/** Where the switch for the camera is, by browser and system. */
export const switches = {
  ios_safari: 'In Safari: tap the page menu beside the address, then Website Settings → Camera → Allow.',
  ios_other: 'In the phone’s Settings, find this browser among the apps and switch the camera on.',
  android: 'Tap the sign to the left of the address, then Permissions → Camera → Allow. Allowed there already? Then allow the camera for the browser in the phone’s settings.',
  mac_safari: 'In Safari’s menu: Safari → Settings for this website → Camera → Allow.',
  computer: 'Click the sign to the left of the address and switch the camera on.',
};
