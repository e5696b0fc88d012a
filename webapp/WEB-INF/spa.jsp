<%@ page session="false" pageEncoding="UTF-8" contentType="text/html; charset=UTF-8"%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <meta charset="UTF-8">
  <title>单页应用 · A single-page application</title>
  <meta name="description" content="每个用 pushState 换上的地址都重新签名。Every address that pushState brings is signed again.">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 viewBox=%270 0 32 32%27%3E%3Crect width=%2732%27 height=%2732%27 rx=%278%27 fill=%27%2307c160%27/%3E%3Cpath d=%27M8 16.5l5.5 5.5L24 11%27 fill=%27none%27 stroke=%27%23fff%27 stroke-width=%273.6%27 stroke-linecap=%27round%27 stroke-linejoin=%27round%27/%3E%3C/svg%3E">
  <link rel="stylesheet" href="../demo.css">
  <link rel="stylesheet" href="../spa.css">
  <script type="module" src="../demo.js" blocking="render"></script>
  <script type="module" src="../spa.js"></script>
</head>
<body data-signed-url="${wxConfig.url.replace('&', '&amp;').replace("\"", '&quot;')}">
<main>
  <div class="intro">
    <h1>
      <span lang="zh-CN">十种茶，一个页面</span>
      <span lang="en">Ten teas, one page</span>
    </h1>
    <p>
      <span lang="zh-CN">点一种茶：页面用 <code>history.pushState</code> 换地址，不重新加载。设置 <code>spa=true</code> 后，wxconfig 为每个新地址重新签名，再调用一次 <code>wx.config</code>。这个页面自己没有一行签名代码。</span>
      <span lang="en">Pick a tea: the page changes its address by <code>history.pushState</code> and does not load again. With <code>spa=true</code>, wxconfig signs each new address and calls <code>wx.config</code> once more. The page itself has no line of signing code.</span>
    </p>
  </div>
</main>
</body>
</html>
