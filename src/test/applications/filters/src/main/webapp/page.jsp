<%@ page contentType="text/html; charset=UTF-8"  %>
<!DOCTYPE html>
<html>
<head><title>Page</title></head>
<body>
<p>茶 ${param.name}</p><% out.print(response.encodeURL(request.getContextPath() + "/page.jsp?name=black")); %>
</body>
</html>
