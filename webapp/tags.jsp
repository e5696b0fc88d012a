<%@ page session="false" pageEncoding="UTF-8" contentType="text/html; charset=UTF-8"%>
<%@ taglib prefix="wx" uri="https://wxconfig.github.io/tags"%>
<wx:apis names="getLocation translateVoice" openTags="wx-open-launch-weapp"/>
<wx:share title="写在标签里的卡片 · A card written in a tag" desc="一行标签，没有脚本。One tag, and no script." imgUrl="share.png"/>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <meta charset="UTF-8">
  <title>JSP 标签 · JSP tags</title>
  <meta name="description" content="页面用 JSP 标签说明自己要什么。A page that says with JSP tags what it needs.">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 viewBox=%270 0 32 32%27%3E%3Crect width=%2732%27 height=%2732%27 rx=%278%27 fill=%27%2307c160%27/%3E%3Cpath d=%27M8 16.5l5.5 5.5L24 11%27 fill=%27none%27 stroke=%27%23fff%27 stroke-width=%273.6%27 stroke-linecap=%27round%27 stroke-linejoin=%27round%27/%3E%3C/svg%3E">
  <link rel="stylesheet" href="demo.css">
  <script type="module" src="demo.js" blocking="render"></script>
</head>
<body data-signed-url="${wxConfig.url.replace('&', '&amp;').replace("\"", '&quot;')}">
<main>
  <div class="intro">
    <h1>
      <span lang="zh-CN">JSP 标签</span>
      <span lang="en">JSP tags</span>
    </h1>
    <p>
      <span lang="zh-CN">只有这个页面需要的 API、开放标签和分享卡片，写成几行标签，放在 <code>&lt;head&gt;</code> 之前；脚本的位置仍由过滤器决定。</span>
      <span lang="en">The APIs, open tags and share card of this page alone, as a few tags before its <code>&lt;head&gt;</code>; the place of the script is still the filter's.</span>
    </p>
    <pre><code>&lt;wx:apis names="getLocation translateVoice" openTags="wx-open-launch-weapp"/&gt;
&lt;wx:share title="…" desc="…" imgUrl="share.png"/&gt;</code></pre>
    <p>
      <span lang="zh-CN">这个页面的 API 列表：</span>
      <span lang="en">The APIs of this page:</span>
      <code>${wxConfig.jsApiList}</code>
    </p>
  </div>
</main>
</body>
</html>
