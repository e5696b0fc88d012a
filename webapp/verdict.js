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

const OFFLINE = both(
  '这个浏览器无法从 res.wx.qq.com 或 res2.wx.qq.com 取得 jweixin-1.6.0.js，所以没有人检查签名。请检查网络后刷新。',
  'This browser could get jweixin-1.6.0.js from neither res.wx.qq.com nor res2.wx.qq.com, so nobody checks the signature. Check the network and reload.',
);
const UNSIGNED = both(
  '页面里没有 wx.config。服务器日志里写着一次原因，以及怎样解决。',
  "There is no wx.config in this page. The server's log says once why, and what cures it.",
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

export const verified = () => quote('verified', 'config:ok');

export const refused = (message) => quote('refused', message, advice(message));

const carriesConfig = () => [...document.scripts].some(({ src, text }) => !src && /\bwx\.config\s*\(/.test(text));

/** Follows wx.config to its end. WeChat's script runs wx.ready after a refusal as well: the refusal stays. */
export function startVerdict() {
  if (!carriesConfig()) {
    show('unsigned', UNSIGNED);
    return;
  }
  if (!window.wx) {
    show('offline', OFFLINE);
    return;
  }
  show('checking', /micromessenger/i.test(navigator.userAgent) ? '' : ELSEWHERE);
  let failed = false;
  wx.error(({ errMsg }) => {
    failed = true;
    refused(errMsg);
  });
  wx.ready(() => failed || verified());
}
