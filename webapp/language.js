const KEY = 'wxconfig.language';

/** Local storage may be forbidden: then the choice lasts as long as the page. */
function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(language) {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // the page is readable without it
  }
}

function speak(language) {
  document.documentElement.lang = language;
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language));
  }
}

/** Shows the page in the reader's language and lets the header's buttons change it. */
export function startLanguage() {
  speak(remembered() || (navigator.language.startsWith('zh') ? 'zh-CN' : 'en'));
  for (const button of document.querySelectorAll('[data-language]')) {
    button.addEventListener('click', () => {
      speak(button.dataset.language);
      remember(button.dataset.language);
    });
  }
}
