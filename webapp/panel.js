import { both, element } from './dom.js';

const MAIN_ACTIONS = [
  ['share', both('分享卡片', 'Share card'), 'updateAppMessageShareData', 'M4 13v6h16v-6M12 15V4M8 8l4-4 4 4'],
  ['choose-image', both('选择图片', 'Choose images'), 'chooseImage', 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01'],
  ['scan', both('扫一扫', 'Scan a code'), 'scanQRCode', 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16'],
];

const ACTIONS = [
  ['preview-image', both('预览图片', 'Preview images'), 'previewImage'],
  ['get-location', both('我的位置', 'Where am I'), 'getLocation'],
  ['open-location', both('查看地图', 'Show on map'), 'openLocation'],
  ['network', both('网络状态', 'Network type'), 'getNetworkType'],
  ['check-api', both('支持的接口', 'What is supported'), 'checkJsApi'],
  ['hide-menu', both('隐藏菜单项', 'Hide menu items'), 'hideMenuItems'],
  ['unlisted', both('未列出的接口', 'An unlisted API'), 'startRecord'],
  ['close', both('关闭网页', 'Close the page'), 'closeWindow'],
];

const label = (text, api) => `<span>${text}<code>wx.${api}</code></span>`;

const mainButton = ([id, text, api, icon]) => `
  <button type="button" id="${id}" class="important">
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="${icon}"/></svg>${label(text, api)}
  </button>`;

const button = ([id, text, api]) => `<button type="button" id="${id}">${label(text, api)}</button>`;

/** Whether WeChat has accepted the page's signature. */
export const verdict = () =>
  element(`
    <section id="verdict" data-state="checking" aria-live="polite">
      <h2 id="verdict-title"></h2>
      <p id="verdict-message"></p>
      <div id="verdict-advice"></div>
    </section>`);

/** What every page shows below its own text: the two addresses, the buttons and their results. */
export const panel = () =>
  element(`
    <div class="panel">
      <section class="card addresses">
        <h2>${both('签了哪个地址？', 'Which address was signed?')}</h2>
        <dl>
          <dt>${both('服务器签名的', 'Signed by the server')}</dt>
          <dd id="signed-url"></dd>
          <dt>${both('浏览器里的（不含 #）', 'In your browser, without #')}</dt>
          <dd id="browser-url"></dd>
        </dl>
        <p id="comparison"></p>
      </section>
      <section class="card actions">
        <h2>${both('试一试', 'Try it')}</h2>
        <div class="buttons">${MAIN_ACTIONS.map(mainButton).join('')}${ACTIONS.map(button).join('')}</div>
      </section>
      <section class="card results">
        <h2>${both('结果', 'Results')}</h2>
        <div id="result" role="log" aria-live="polite">
          <p class="quiet">${both('按一个按钮，微信的回答会出现在这里。', "Press a button: WeChat's answer appears here.")}</p>
        </div>
      </section>
    </div>`);
