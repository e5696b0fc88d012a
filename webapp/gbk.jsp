<%@ page session="false" pageEncoding="GBK" contentType="text/html; charset=GBK"%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <meta charset="GBK">
  <title>GBK 页面 · A GBK page</title>
  <meta name="description" content="用 GBK 编码的页面。A page encoded in GBK.">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 viewBox=%270 0 32 32%27%3E%3Crect width=%2732%27 height=%2732%27 rx=%278%27 fill=%27%2307c160%27/%3E%3Cpath d=%27M8 16.5l5.5 5.5L24 11%27 fill=%27none%27 stroke=%27%23fff%27 stroke-width=%273.6%27 stroke-linecap=%27round%27 stroke-linejoin=%27round%27/%3E%3C/svg%3E">
  <link rel="stylesheet" href="demo.css">
  <script type="module" src="demo.js" blocking="render"></script>
</head>
<body data-signed-url="${wxConfig.url.replace('&', '&amp;').replace("\"", '&quot;')}">
<main>
  <div class="intro">
    <h1>
      <span lang="zh-CN">GBK 页面</span>
      <span lang="en">A GBK page</span>
    </h1>
    <p>
      <span lang="zh-CN">这个文件用 GBK 写成，也用 GBK 发送。汉字完好无损，才算数：镕、喆、囧、々。</span>
      <span lang="en">This file is written in GBK and served in GBK. It counts only if its characters survive: 镕喆囧々.</span>
    </p>
  </div>
</main>
</body>
</html>
