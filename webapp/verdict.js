import { advice } from './advice.js';
import { both } from './dom.js';

const TITLES = {
  checking: both('等待微信的回答', 'Waiting for WeChat'),
  verified: both('签名通过', 'Verified'),
  resigning: both('正在为新地址签名', 'Signing the new address'),
  refused: both('签名被拒绝', 'Refused'),
  offline: both('微信脚本没有加载', "WeChat's script did not load"),
  unsigned: both('页面没有签名', 'This page came unsigned'),
};

const SLOW = both(
  '微信脚本还没有来。页面照常显示和运行；对 wx 的调用会等它，来了就按顺序执行。',
  "WeChat's script has not come yet. The page is here and runs all the same; what it asks of wx waits, and is then done in order.",
);
const OFFLINE = both(
  '这个浏览器无法从 res.wx.qq.com 或 res2.wx.qq.com 取得 jweixin-1.6.0.js，所以没有人检查签名。请检查网络后刷新。',
  'This browser could get jweixin-1.6.0.js from neither res.wx.qq.com nor res2.wx.qq.com, so nobody checks the signature. Check the network and reload.',
);
const UNSIGNED = both(
  '页面里没有 wxconfig 的脚本。服务器日志里写着一次原因，以及怎样解决。',
  "There is no script of wxconfig in this page. The server's log says once why, and what cures it.",
);
const ELSEWHERE = both(
  '这个浏览器不是微信，没有人检查签名。请在微信里打开这个地址。',
  'This browser is not WeChat, so nobody checks the signature. Open this address in WeChat.',
);

const $ = (id) => document.getElementById(id);

function show(state, message, help = '') {
  $('verdict').dataset.state = state;
  $('verdict-title').innerHTML = TITLES[state];
  $('verdict-message').innerHTML = message;
  $('verdict-advice').innerHTML = help;
}

/** Other people's words: WeChat's message is text, never markup. */
function quote(state, message, help) {
  show(state, '<code></code>', help);
  $('verdict-message').firstElementChild.textContent = message;
}

/** The page has changed its address. */
export const resigning = () => show('resigning', '');

const verified = () => quote('verified', 'config:ok');

const refused = (message) => quote('refused', message, advice(message));

const SLOW_AFTER = 1000;
/** Both hosts have had their three seconds by then. */
const OFFLINE_AFTER = 7000;

const awaitsScript = () =>
  window.wxconfig && (window.wxconfig.all || /micromessenger/i.test(navigator.userAgent));

/** Whether WeChat answers here, or may do so when its script has come. */
export const hasWechat = () => awaitsScript() && (!window.wxconfig.sdk || window.WeixinJSBridge);

/** Says what is missing, if it is still so then. */
function sayIfMissing(state, message) {
  if (!window.wxconfig.sdk) {
    show(state, message);
  } else if (!window.WeixinJSBridge) {
    show('checking', ELSEWHERE);
  }
}

/** Follows wx.config to its end. WeChat's script runs wx.ready after a refusal as well: the refusal stays. */
export function startVerdict() {
  if (!window.wxconfig) {
    show('unsigned', UNSIGNED);
    return;
  }
  if (awaitsScript()) {
    show('checking', '');
    setTimeout(sayIfMissing, SLOW_AFTER, 'checking', SLOW);
    setTimeout(sayIfMissing, OFFLINE_AFTER, 'offline', OFFLINE);
  } else {
    show('checking', ELSEWHERE);
  }
  let failed = false;
  const fail = ({ errMsg }) => {
    failed = true;
    refused(errMsg);
  };
  wx.error(fail);
  wx.ready(() => failed || verified());
  document.addEventListener('wxconfig:error', ({ detail }) => fail(detail));
  document.addEventListener('wxconfig:ready', verified);
}
