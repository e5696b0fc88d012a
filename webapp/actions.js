import { advice } from './advice.js';
import { both, element } from './dom.js';
import { hasWechat } from './verdict.js';

const at = (path) => new URL(path, import.meta.url).href;

/** WeChat's headquarters, as in its own documentation. */
const PLACE = {
  latitude: 23.099994,
  longitude: 113.32452,
  name: 'TIT 创意园 · TIT Creative Park',
  address: '广州市海珠区新港中路 397 号 · 397 Xingang Middle Road, Guangzhou',
};

const share = () => ({
  title: document.title,
  desc: document.querySelector('meta[name=description]')?.content || '',
  link: location.href.split('#')[0],
  imgUrl: at('share.png'),
});

let images = [at('share.png')];

const ACTIONS = {
  share: () => {
    call('updateTimelineShareData', share());
    call('updateAppMessageShareData', share());
  },
  'choose-image': () => call('chooseImage', { count: 9 }, showImages),
  scan: () => call('scanQRCode', { needResult: 1 }),
  'preview-image': () => call('previewImage', { current: images[0], urls: images }),
  'get-location': () => call('getLocation', { type: 'gcj02' }),
  'open-location': () => call('openLocation', { ...PLACE, scale: 16 }),
  network: () => call('getNetworkType'),
  'check-api': () => call('checkJsApi', { jsApiList: ['chooseImage', 'scanQRCode', 'getLocation', 'startRecord'] }),
  'hide-menu': () => call('hideMenuItems', { menuList: ['menuItem:copyUrl', 'menuItem:openWithQQBrowser'] }),
  unlisted: () => call('startRecord'),
  close: () => call('closeWindow'),
};

const PENDING = both('等待微信…', 'Waiting for WeChat…');
const NO_WECHAT = both('这里没有微信可以回答。', 'There is no WeChat here to answer.');

function entry(api) {
  const item = element(`
    <article data-state="pending">
      <h3><code>wx.${api}</code></h3>
      <p class="answer">${PENDING}</p>
    </article>`);
  const log = document.getElementById('result');
  log.querySelector(':scope > p')?.remove();
  log.prepend(item);
  return item;
}

function outcome(errMsg) {
  const word = errMsg.slice(errMsg.indexOf(':') + 1);
  return word === 'ok' || word === 'cancel' ? word : 'fail';
}

function settle(item, answer) {
  item.dataset.state = outcome(answer.errMsg);
  item.querySelector('.answer').innerHTML = '<code></code>';
  item.querySelector('.answer code').textContent = JSON.stringify(answer, null, 2);
  if (item.dataset.state === 'fail') {
    item.append(element(`<div class="advice">${advice(answer.errMsg)}</div>`));
  }
  item.scrollIntoView({ block: 'nearest' });
}

function showImages(item, { localIds }) {
  if (!localIds) {
    return;
  }
  images = localIds;
  const gallery = element('<p class="gallery"></p>');
  for (const localId of localIds) {
    gallery.append(Object.assign(new Image(), { src: localId, alt: '' }));
  }
  item.append(gallery);
}

function call(api, options = {}, then = () => {}) {
  const item = entry(api);
  if (!hasWechat()) {
    item.dataset.state = 'fail';
    item.querySelector('.answer').innerHTML = NO_WECHAT;
    return;
  }
  // A visitor may be faster than WeChat's verdict.
  wx.ready(() =>
    wx[api]({
      ...options,
      complete: (answer) => {
        settle(item, answer);
        then(item, answer);
      },
    }),
  );
}

/** Gives every button its call. */
export function startActions() {
  for (const [id, action] of Object.entries(ACTIONS)) {
    document.getElementById(id).addEventListener('click', action);
  }
}
