import { compareAddresses } from './addresses.js';
import { both, element } from './dom.js';
import { resigning } from './verdict.js';

const TEAS = [
  ['longjing', '龙井', 'Longjing', '扁平的叶子，炒豆香。', 'Flat leaves that smell of roasted beans.'],
  ['biluochun', '碧螺春', 'Biluochun', '卷如螺，采于清明前。', 'Curled like snails, picked before Qingming.'],
  ['maofeng', '黄山毛峰', 'Huangshan Maofeng', '带白毫的嫩芽。', 'Young buds with white down.'],
  ['silver-needle', '白毫银针', 'Silver Needle', '只有芽，只是晒干。', 'Buds alone, and merely dried.'],
  ['tieguanyin', '铁观音', 'Tieguanyin', '半发酵，兰花香。', 'Half oxidised, with a scent of orchids.'],
  ['dahongpao', '大红袍', 'Da Hong Pao', '长在武夷山的岩缝里。', 'Grows in the cliffs of Wuyi.'],
  ['lapsang', '正山小种', 'Lapsang Souchong', '松烟熏干。', 'Dried over pine smoke.'],
  ['keemun', '祁门红茶', 'Keemun', '像花，又像蜜。', 'Like flowers, and like honey.'],
  ['普洱', '普洱', "Pu'er", '越陈越香；地址里有中文。', 'Better with age; its address has Chinese in it.'],
  ['jasmine?scent=茉莉&times=7', '茉莉花茶', 'Jasmine', '窨了七次；地址带参数。', 'Scented seven times; its address has a query.'],
];
const CLIENT = 'standin.verifies';
const root = new URL('spa/', import.meta.url);
const links = TEAS.map(([path]) => new URL(path, root).href);

const simulated = [...document.scripts].some(({ src }) => src.includes('/standin/'));

const teas = element(`
  <section class="card teas">
    <nav aria-label="茶 Teas"><ol>${TEAS.map(([, zh, en]) => `<li><a>${both(zh, en)}</a></li>`).join('')}</ol></nav>
    <article id="tea" aria-live="polite"><h2></h2><p></p></article>
  </section>`);
const visits = element(`
  <section class="card visits">
    <h2>${both('每次换地址', 'Every change of address')}</h2>
    <p class="quiet">${both('最新的在最上面。', 'The latest is on top.')}</p>
    <ol id="visits" reversed></ol>
  </section>`);
const clients = element(`
  <fieldset class="clients">
    <legend>${both('模拟的微信按哪个地址验证？', 'Which address does the simulated WeChat verify?')}</legend>
    <label><input type="radio" name="client" value="shown"> ${both('当前地址', 'The current one')}</label>
    <label><input type="radio" name="client" value="landing"> ${both('最初加载的地址（据说部分 iOS）', 'The one the page was loaded from (some iOS, it is said)')}</label>
  </fieldset>`);

const anchors = [...teas.querySelectorAll('a')];
anchors.forEach((anchor, index) => {
  anchor.href = links[index];
});

const current = () => Math.max(links.indexOf(location.href.split('#')[0]), 0);

function render() {
  const [, zh, en, text, english] = TEAS[current()];
  teas.querySelector('h2').innerHTML = both(zh, en);
  teas.querySelector('p').innerHTML = both(text, english);
  anchors.forEach((anchor, index) => {
    anchor.toggleAttribute('aria-current', index === current());
  });
}

/** The visit that waits for its verdict is on top. */
function begin() {
  render();
  const visit = element(`
    <li data-state="checking"><b></b> <span class="verdict">…</span>
      <dl><dt>${both('浏览器', 'Browser')}</dt><dd class="shown"></dd>
        <dt>${both('签名', 'Signed')}</dt><dd class="signed">…</dd></dl>
    </li>`);
  visit.querySelector('b').innerHTML = both(TEAS[current()][1], TEAS[current()][2]);
  visit.querySelector('.shown').textContent = location.href;
  visits.querySelector('ol').prepend(visit);
}

const LANDED = both('最初加载的地址', 'the one the page was loaded from');

function end(state, { url, signedUrl, errMsg }) {
  const visit = visits.querySelector('li');
  visit.dataset.state = state;
  visit.querySelector('.verdict').textContent = errMsg;
  visit.querySelector('.signed').textContent = signedUrl;
  if (signedUrl !== url) {
    visit.querySelector('.signed').append(element(`<small>${LANDED}</small>`));
  }
  compareAddresses(signedUrl, url);
}

document.addEventListener('wxconfig:ready', ({ detail }) => end('verified', detail));
document.addEventListener('wxconfig:error', ({ detail }) => end('refused', detail));

function navigated() {
  resigning();
  begin();
}

teas.addEventListener('click', (event) => {
  const anchor = event.target.closest('a');
  if (anchor && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    if (anchor.href !== location.href) {
      history.pushState(null, '', anchor.href);
      navigated();
    }
  }
});
window.addEventListener('popstate', () => {
  if (visits.querySelector('.shown').textContent !== location.href) {
    navigated();
  }
});

clients.addEventListener('change', (event) => sessionStorage.setItem(CLIENT, event.target.value));
clients.querySelector(`[value=${sessionStorage.getItem(CLIENT) || 'shown'}]`).checked = true;
document.querySelector('#verdict').after(teas, visits);
if (simulated) {
  teas.append(clients);
}
begin();

const known = document.getElementById('verdict').dataset.state;
if (known === 'verified' || known === 'refused') {
  const [url, errMsg] = [location.href.split('#')[0], document.getElementById('verdict-message').textContent];
  end(known, { url, signedUrl: document.body.dataset.signedUrl, errMsg });
}
