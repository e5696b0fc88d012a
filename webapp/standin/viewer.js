import { both, element } from '../dom.js';
import { show } from './phone.js';

const arrow = (name, sign, label) => `
  <button type="button" class="${name}">
    <span aria-hidden="true">${sign}</span><span class="unseen">${label}</span>
  </button>`;

/** Shows the images one at a time over the whole screen. */
export function viewImages(urls, current) {
  let at = Math.max(0, urls.indexOf(current));
  show((done) => {
    const content = element(`
      <div class="viewer">
        <button type="button" class="image" autofocus><img alt=""><span class="unseen">${both('关闭', 'Close')}</span></button>
        <div class="foot">
          ${arrow('previous', '‹', both('上一张', 'Previous'))}
          <output></output>
          ${arrow('next', '›', both('下一张', 'Next'))}
        </div>
      </div>`);
    const turn = (step) => {
      at = (at + step + urls.length) % urls.length;
      content.querySelector('img').src = urls[at];
      content.querySelector('output').textContent = `${at + 1} / ${urls.length}`;
    };
    turn(0);
    content.querySelector('.image').addEventListener('click', () => done());
    content.querySelector('.previous').addEventListener('click', () => turn(-1));
    content.querySelector('.next').addEventListener('click', () => turn(1));
    content.addEventListener('keydown', ({ key }) => turn({ ArrowLeft: -1, ArrowRight: 1 }[key] || 0));
    return { title: both('图片', 'Images'), content, look: 'dark' };
  });
}
