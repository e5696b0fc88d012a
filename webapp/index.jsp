<%@ page session="false" pageEncoding="UTF-8" contentType="text/html; charset=UTF-8"%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <meta charset="UTF-8">
  <title>wxconfig · 每个页面都已签名 · Every page, signed</title>
  <meta name="description" content="为 Java 网页自动签名 wx.config。A signed wx.config on every page of a Java web application.">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 viewBox=%270 0 32 32%27%3E%3Crect width=%2732%27 height=%2732%27 rx=%278%27 fill=%27%2307c160%27/%3E%3Cpath d=%27M8 16.5l5.5 5.5L24 11%27 fill=%27none%27 stroke=%27%23fff%27 stroke-width=%273.6%27 stroke-linecap=%27round%27 stroke-linejoin=%27round%27/%3E%3C/svg%3E">
  <link rel="stylesheet" href="demo.css">
  <script type="module" src="demo.js" blocking="render"></script>
</head>
<body data-signed-url="${wxConfig.url.replace('&', '&amp;').replace("\"", '&quot;')}">
<main>
  <div class="intro">
    <h1>
      <span lang="zh-CN">每个页面，都已签名。</span>
      <span lang="en">Every page, already signed.</span>
    </h1>
    <p>
      <span lang="zh-CN">加一个 jar，填上 appId 和 secret：服务器渲染的每个 HTML 页面都带着签好名的 <code>wx.config</code>。不用写签名接口、不用 AJAX、不用配置网址。</span>
      <span lang="en">Add one jar, an appId and a secret: every HTML page the server renders carries a signed <code>wx.config</code>. No sign endpoint to write, no AJAX, no addresses to configure.</span>
    </p>
  </div>
  <ul class="pages">
    <li><a href="share.jsp">
      <b>JSP</b>
      <span lang="zh-CN">页面用 JSP 渲染，页头里的脚本立刻调用 wx.ready。</span>
      <span lang="en">Rendered by JSP; a script in its head calls wx.ready at once.</span>
    </a></li>
    <li><a href="tags.jsp">
      <b><span lang="zh-CN">JSP 标签</span><span lang="en">JSP tags</span></b>
      <span lang="zh-CN">这个页面要用的 API 和分享卡片，写成标签。</span>
      <span lang="en">The page's own APIs and its share card, written as tags.</span>
    </a></li>
    <li><a href="thymeleaf">
      <b>Thymeleaf</b>
      <span lang="zh-CN">页面用 Thymeleaf 模板渲染，模板的属性说明要什么。</span>
      <span lang="en">Rendered from a Thymeleaf template, whose attributes say what it needs.</span>
    </a></li>
    <li><a href="static.html">
      <b><span lang="zh-CN">静态 HTML</span><span lang="en">Static HTML</span></b>
      <span lang="zh-CN">一个普通文件，没有一行服务器代码。</span>
      <span lang="en">A plain file, without a line of server code.</span>
    </a></li>
    <li><a href="gbk.jsp">
      <b>GBK</b>
      <span lang="zh-CN">用 GBK 写成、用 GBK 发送的老页面。</span>
      <span lang="en">An older page, written and served in GBK.</span>
    </a></li>
    <li><a href="card.html">
      <b><span lang="zh-CN">分享卡片</span><span lang="en">Share cards</span></b>
      <span lang="zh-CN">卡片取自页面自己的 Open Graph 标签，不写代码。</span>
      <span lang="en">Made from the page's own Open Graph tags, without code.</span>
    </a></li>
    <li><a href="share.jsp?from=singlemessage&amp;isappinstalled=0&amp;q=%E4%BD%A0%E5%A5%BD+a%20b">
      <b><span lang="zh-CN">分享后的地址</span><span lang="en">A shared address</span></b>
      <span lang="zh-CN">微信追加的参数、编码过的中文：原样签名。</span>
      <span lang="en">WeChat's own parameters and encoded Chinese, signed as they came.</span>
    </a></li>
    <li><a href="spa/">
      <b><span lang="zh-CN">单页应用</span><span lang="en">Single page</span></b>
      <span lang="zh-CN">页面用 pushState 换地址，每个新地址都重新签名。</span>
      <span lang="en">The page changes its address by pushState; each one is signed again.</span>
    </a></li>
    <li><a href="no/such/page">
      <b>404</b>
      <span lang="zh-CN">出错的页面同样有签名。</span>
      <span lang="en">Even the error page is signed.</span>
    </a></li>
    <li><a href="simulator/">
      <b><span lang="zh-CN">模拟器</span><span lang="en">Simulator</span></b>
      <span lang="zh-CN">让签名失败、让票据过期，看看页面怎么说。</span>
      <span lang="en">Spoil signatures, expire tickets, and see what the pages say.</span>
    </a></li>
    <li><a href="doctor">
      <b><span lang="zh-CN">诊断</span><span lang="en">The doctor</span></b>
      <span lang="zh-CN">像微信客户端一样访问页面，逐项检查，并说明怎样解决。</span>
      <span lang="en">Visits a page as WeChat's client does, checks it, and says what to do.</span>
    </a></li>
  </ul>
</main>
</body>
</html>
