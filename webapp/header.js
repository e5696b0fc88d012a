import { both, element } from './dom.js';

const at = (path) => new URL(path, import.meta.url).href;

const PAGES = [
  { path: './', name: both('首页', 'Home') },
  { path: 'share.jsp', name: 'JSP' },
  { path: 'tags.jsp', name: both('JSP 标签', 'JSP tags') },
  { path: 'thymeleaf', name: 'Thymeleaf' },
  { path: 'static.html', name: both('静态页', 'Static') },
  { path: 'gbk.jsp', name: 'GBK' },
  { path: 'card.html', name: both('卡片', 'Cards') },
  { path: 'spa/', name: both('单页应用', 'Single page') },
  { path: 'nowhere', name: '404' },
  { path: 'simulator/', name: both('模拟器', 'Simulator') },
];

const link = ({ path, name }) => {
  const page = location.origin + location.pathname;
  const here = at(path) === page || (path === 'spa/' && page.startsWith(at(path)));
  return `<li><a href="${at(path)}"${here ? ' aria-current="page"' : ''}>${name}</a></li>`;
};

/** The bar above every page: its links and the language switch. */
export const header = () =>
  element(`
    <header class="bar">
      <a class="brand" href="${at('./')}">wx<b>config</b></a>
      <nav><ul>${PAGES.map(link).join('')}</ul></nav>
      <div class="languages" role="group" aria-label="语言 Language">
        <button type="button" data-language="zh-CN" lang="zh-CN">中文</button>
        <button type="button" data-language="en" lang="en">English</button>
      </div>
    </header>`);
