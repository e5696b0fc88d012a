<%@ page session="false" isErrorPage="true" pageEncoding="UTF-8" contentType="text/html; charset=UTF-8"%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <meta charset="UTF-8">
  <title>404</title>
  <meta name="description" content="这里没有页面。There is no page here.">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 viewBox=%270 0 32 32%27%3E%3Crect width=%2732%27 height=%2732%27 rx=%278%27 fill=%27%2307c160%27/%3E%3Cpath d=%27M8 16.5l5.5 5.5L24 11%27 fill=%27none%27 stroke=%27%23fff%27 stroke-width=%273.6%27 stroke-linecap=%27round%27 stroke-linejoin=%27round%27/%3E%3C/svg%3E">
  <link rel="stylesheet" href="${pageContext.request.contextPath}/demo.css">
  <script type="module" src="${pageContext.request.contextPath}/demo.js" blocking="render"></script>
</head>
<body data-signed-url="${wxConfig.url.replace('&', '&amp;').replace("\"", '&quot;')}">
<main>
  <div class="intro">
    <h1>
      <span lang="zh-CN">404：这里没有页面</span>
      <span lang="en">404: there is no page here</span>
    </h1>
    <p>
      <span lang="zh-CN">服务器内部转到了错误页面，浏览器里的地址却没变：签名的仍是浏览器里的地址。</span>
      <span lang="en">The server went to its error page, while the browser still shows the first address: that is the one that was signed.</span>
    </p>
  </div>
</main>
</body>
</html>
