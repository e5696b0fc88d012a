// Opens each address in a frame and hands over, in the same order, what each shows. The browser's own page for an empty
// answer tells nothing: what has loaded and stays silent shows no address.
var urls = arguments[0], patience = arguments[1], done = arguments[2], seen = [], missing = urls.length;
function see(place, visit) {
  if (seen[place]) return;
  seen[place] = visit;
  missing--;
  if (missing === 0) done(JSON.stringify(seen));
}
addEventListener('message', function (message) { see(Number(message.data.name), message.data); });
urls.forEach(function (url, place) {
  var frame = document.createElement('iframe');
  frame.name = place;
  frame.src = url;
  frame.onload = function () { setTimeout(see, 2000, place, {href: '', status: 0}); };
  document.body.appendChild(frame);
});
setTimeout(function () {
  urls.forEach(function (url, place) { see(place, {href: '', status: -1}); });
}, patience);
