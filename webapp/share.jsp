<%@ page session="false" pageEncoding="UTF-8" contentType="text/html; charset=UTF-8"%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <meta charset="UTF-8">
  <title>JSP 页面 · A JSP page</title>
  <meta name="description" content="wxconfig 在 JSP 页面里的样子。What wxconfig does for a JSP page.">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 viewBox=%270 0 32 32%27%3E%3Crect width=%2732%27 height=%2732%27 rx=%278%27 fill=%27%2307c160%27/%3E%3Cpath d=%27M8 16.5l5.5 5.5L24 11%27 fill=%27none%27 stroke=%27%23fff%27 stroke-width=%273.6%27 stroke-linecap=%27round%27 stroke-linejoin=%27round%27/%3E%3C/svg%3E">
  <link rel="stylesheet" href="demo.css">
  <script>
    // What most pages want: share data that is ready before the visitor opens the menu.
    window.wx && wx.ready(function () {
      var data = {
        title: '每个页面，都已签名 · Every page, signed',
        desc: '这张卡片由 JSP 设置。A JSP has set this card.',
        link: location.href.split('#')[0],
        imgUrl: new URL('share.png', location.href).href,
      };
      wx.updateAppMessageShareData(data);
      wx.updateTimelineShareData(data);
    });
  </script>
  <script type="module" src="demo.js" blocking="render"></script>
</head>
<body data-signed-url="${wxConfig.url.replace('&', '&amp;').replace("\"", '&quot;')}">
<main>
  <div class="intro">
    <h1>
      <span lang="zh-CN">JSP 页面</span>
      <span lang="en">A JSP page</span>
    </h1>
    <p>
      <span lang="zh-CN">这个 JSP 里没有任何微信签名代码。它页头里的脚本直接调用 <code>wx.ready</code> 设置分享内容：<code>wx</code> 已经在它前面了，微信脚本来之前的调用会等着。</span>
      <span lang="en">This JSP has no signing code at all. A script in its head calls <code>wx.ready</code> right away to set what gets shared: <code>wx</code> is already there, ahead of it, and keeps the call until WeChat's script has come.</span>
    </p>
  </div>
</main>
</body>
</html>
