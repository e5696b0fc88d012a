/*
 * Loaded in the place of WeChat's script while no official account is configured: where the browser is not WeChat,
 * plays WeChat's part (bridge.js), then loads WeChat's own script in every case. ASCII only, as it is read in the
 * page's encoding.
 */
(() => {
  const standIn = document.currentScript;
  const load = (url) => {
    const script = Object.assign(document.createElement('script'), { async: false, charset: 'utf-8', src: url });
    document.documentElement.append(script);
    return script;
  };

  if (!/MicroMessenger/i.test(navigator.userAgent)) {
    const userAgent = `${navigator.userAgent} MicroMessenger/8.0.50`;
    Object.defineProperty(navigator, 'userAgent', { get: () => userAgent, configurable: true });
    load(new URL('bridge.js', standIn.src));
  }
  // Whoever waits for this script waits for WeChat's own.
  const { onload, onerror } = standIn;
  Object.assign(load('https://res.wx.qq.com/open/js/jweixin-1.6.0.js'), { onload, onerror });
  standIn.onload = null;
})();
