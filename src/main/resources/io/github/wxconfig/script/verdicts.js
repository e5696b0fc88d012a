/*
 * Makes an event of the document of what WeChat says of wx.config: wxconfig:ready, or wxconfig:error with its message.
 * wx.error keeps one listener only and would lose the page's or ours, so it is taken over: the page's own hears all it
 * would have heard.
 */
(function (signed) {
  var failure = null;
  var listener = null;
  var last = true;

  function tell(name, message) {
    var event = document.createEvent('CustomEvent');
    event.initCustomEvent(name, false, false, { url: location.href.split('#')[0], signedUrl: signed, errMsg: message });
    document.dispatchEvent(event);
  }

  // Elsewhere, the official script calls nobody, or everybody at once while debug is on.
  if (window.wx ? /micromessenger/i.test(navigator.userAgent) : false) {
    wx.error(function (answer) {
      if (!last) {
        tell('wxconfig:refused', answer.errMsg);
        return;
      }
      failure = answer;
      tell('wxconfig:error', answer.errMsg);
      if (listener) {
        listener(answer);
      }
    });
    wx.error = function (heard) {
      listener = heard;
      if (failure) {
        heard(failure);
      }
    };
    // It is called after a refusal, too.
    wx.ready(function () {
      if (failure === null) {
        tell('wxconfig:ready', 'config:ok');
      }
    });
    // Another address is about to be verified, perhaps in a first attempt, of whose refusal the page need not hear.
    document.addEventListener('wxconfig:signed', function (event) {
      signed = event.detail.signedUrl;
      last = event.detail.last;
      failure = null;
    });
  }
})
