<%@ page contentType="text/html; charset=UTF-8" import="javax.cache.*, javax.cache.configuration.*" %>
<!DOCTYPE html>
<html>
<head><title>JCache</title></head>
<body>
<p><%= Caching.getCachingProvider().getClass().getName() %></p>
<%
CacheManager manager = Caching.getCachingProvider().getCacheManager();
Cache<String, String> teas = manager.getCache("teas");
if (teas == null) {
    teas = manager.createCache("teas", new MutableConfiguration<String, String>());
}
teas.put("green", "茶");
out.print(teas.get("green"));
%>
</body>
</html>
