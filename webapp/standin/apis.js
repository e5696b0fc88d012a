import { both } from '../dom.js';
import { pickImages } from './album.js';
import { askForPlace, showPlace } from './map.js';
import { hideItems, hideMenu, listen, showItems, showMenu } from './menu.js';
import { notice } from './phone.js';
import { scan } from './scanner.js';
import { setCard } from './share.js';
import { viewImages } from './viewer.js';

export { listen };

const userAgent = navigator.userAgent;

/** WeChat for Android hands lists over as JSON, and WeChat's script reads them so. */
const list = (value) => (/android/i.test(userAgent) ? JSON.stringify(value) : value);

const scanResult = (text) =>
  /iphone|ipad/i.test(userAgent) ? JSON.stringify({ scan_code: { scan_result: text } }) : text;

const cancelled = (name) => ({ err_msg: `${name}:cancel` });

/** The APIs by the names that WeChat's script uses on the bridge; an answer without err_msg is "ok". */
export const apis = {
  checkJsApi: async ({ jsApiList }, allowed) => ({
    checkResult: list(Object.fromEntries(jsApiList.map((name) => [name, allowed.has(name)]))),
  }),

  updateAppMessageShareData: async (card) => setCard('chat', card),
  updateTimelineShareData: async (card) => setCard('moments', card),
  sendAppMessage: async (card) => setCard('chat', { ...card, imgUrl: card.img_url }),
  shareTimeline: async (card) => setCard('moments', { ...card, imgUrl: card.img_url }),

  async chooseImage({ count }) {
    const localIds = await pickImages(count);
    return localIds ? { localIds: list(localIds), sourceType: 'album' } : cancelled('chooseImage');
  },
  imagePreview: async ({ current, urls }) => viewImages(urls, current),

  async scanQRCode({ needResult }) {
    const code = await scan();
    if (!code) {
      return cancelled('scanQRCode');
    }
    if (needResult) {
      return { resultStr: scanResult(code) };
    }
    notice(both('微信会处理扫码结果。', 'WeChat itself goes on with what was scanned.'), code);
  },

  async geoLocation() {
    const place = await askForPlace();
    return place || cancelled('geoLocation');
  },
  openLocation: async (place) => showPlace(place),
  getNetworkType: async () => ({ err_msg: 'network_type:wifi' }),

  hideMenuItems: async ({ menuList }) => hideItems(menuList),
  showMenuItems: async ({ menuList }) => showItems(menuList),
  hideOptionMenu: async () => hideMenu(),
  showOptionMenu: async () => showMenu(),
  closeWindow: async () => notice(both('微信会关闭这个网页。', 'WeChat closes this page now.')),
};
