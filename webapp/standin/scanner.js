import { both, element } from '../dom.js';
import { show } from './phone.js';
import { codes } from './samples.js';

/** Lets the visitor hold the camera at one of the sample codes; resolves with its text as WeChat reads it. */
export function scan() {
  return show((done) => {
    const content = element(`
      <div class="scanner">
        <div class="finder"><div class="line"></div></div>
        <p>${both('把镜头对准一个码', 'Point the camera at a code')}</p>
        <ul class="codes"></ul>
      </div>`);
    for (const { text, name, picture } of codes) {
      const item = element(`<li><button type="button">${picture}<span>${name}</span></button></li>`);
      item.firstElementChild.addEventListener('click', () => {
        content.querySelector('.finder').innerHTML = picture;
        setTimeout(done, 600, text);
      });
      content.querySelector('.codes').append(item);
    }
    return { title: both('扫一扫', 'Scan'), content, look: 'dark' };
  });
}
