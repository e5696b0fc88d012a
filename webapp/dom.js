/** A text in both languages, as markup; the style sheets show the reader's. */
export const both = (zh, en) => `<span lang="zh-CN">${zh}</span><span lang="en">${en}</span>`;

/** The first element of the markup. Only texts of our own go in here: other people's are set as textContent. */
export function element(markup) {
  const template = document.createElement('template');
  template.innerHTML = markup.trim();
  return template.content.firstElementChild;
}
