import { both } from './dom.js';

/** What WeChat's messages mean and how to cure them, by WeChat's own list of common errors. */
const CATALOGUE = [
  {
    message: /invalid url domain/,
    meaning: both('当前域名没有绑定到这个公众号。', 'This host is not bound to the account.'),
    cures: [
      both(
        '登录微信公众平台，在“公众号设置 → 功能设置 → JS接口安全域名”里填写本页域名（测试号在测试号页面填写）。',
        "In WeChat's admin console, add this page's host under “JS接口安全域名” (a test account has its own page for it).",
      ),
      both('只支持 80 和 443 端口；不支持 IP 地址。', 'Only ports 80 and 443 are allowed, and no IP address.'),
      both('绑定父级域名后，子域名也可使用。', 'Binding a parent domain covers its subdomains.'),
    ],
  },
  {
    message: /invalid signature/,
    meaning: both('签名与微信算出的不同。', 'WeChat computed another signature than the server.'),
    cures: [
      both(
        '比较下面两个地址：签名的地址必须与浏览器里的一字不差（不含 #）。最常见的是 HTTPS 在代理上终止，而应用签了 http://；设置代理的 X-Forwarded-Proto 或 publicBaseUrl。',
        'Compare the two addresses below: what was signed must be what the browser has, to the letter, without #. Most often TLS ends at a proxy and the application signed http://. Have the proxy send X-Forwarded-Proto, or set publicBaseUrl.',
      ),
      both(
        '确认 appId 与获取 jsapi_ticket 时用的是同一个。',
        'The appId must be the one the jsapi_ticket was issued for.',
      ),
      both(
        'jsapi_ticket 可能已失效：检查是否有另一个系统在刷新同一账号的 access_token。',
        "The jsapi_ticket may be stale: look for another system that refreshes the same account's access_token.",
      ),
    ],
  },
  {
    message: /offline verifying/,
    meaning: both(
      'wx.config 没有通过，或该接口不在 jsApiList 里。',
      'wx.config was not verified, or this API is not in jsApiList.',
    ),
    cures: [
      both('先让上面的 wx.config 通过验证。', 'First get wx.config verified (see above).'),
      both('页面加载时就调用的接口，放进 wx.ready 里。', 'Calls made while the page loads belong inside wx.ready.'),
      both('把该接口名加入 jsApiList 设置。', "Add the API's name to the jsApiList setting."),
    ],
  },
  {
    message: /permission denied/,
    meaning: both(
      '公众号没有这个接口的权限，或它不在 jsApiList 里。',
      'The account may not use this API, or it is not in jsApiList.',
    ),
    cures: [
      both('把该接口名加入 jsApiList 设置。', "Add the API's name to the jsApiList setting."),
      both('部分接口需要认证后的公众号。', 'Some APIs need a verified official account.'),
    ],
  },
  {
    message: /function not exist/,
    meaning: both('当前微信版本不支持该接口。', 'This version of WeChat does not know the API.'),
    cures: [both('升级微信后再试。', 'Update WeChat and try again.')],
  },
  {
    message: /require subscribe/,
    meaning: both('测试号要求先关注。', 'A test account wants to be followed first.'),
    cures: [both('用微信扫描测试号的二维码并关注。', "Scan the test account's QR code in WeChat and follow it.")],
  },
  {
    message: /^config:fail$/,
    meaning: both('传给 wx.config 的参数不完整。', 'Something is missing from wx.config.'),
    cures: [
      both(
        '确认 appId、timestamp、nonceStr、signature 和 jsApiList 都有值。',
        'appId, timestamp, nonceStr, signature and jsApiList must all be there.',
      ),
    ],
  },
];

const UNKNOWN = {
  meaning: both('微信没有说明更多。', 'WeChat says no more than this.'),
  cures: [
    both(
      '把 debug 设为 true，微信会弹出每次调用的完整结果；也看看服务器日志。',
      "Set debug to true and WeChat shows the full answer of each call; look at the server's log as well.",
    ),
  ],
};

/** Markup that explains one of WeChat's messages. */
export function advice(message) {
  const { meaning, cures } = CATALOGUE.find((entry) => entry.message.test(message)) || UNKNOWN;
  return `<p><strong>${meaning}</strong></p><ol>${cures.map((cure) => `<li>${cure}</li>`).join('')}</ol>`;
}
