<!DOCTYPE html>
<html>
<head><title>FreeMarker</title></head>
<body><p>茶 ${tea}</p></body>
</html>
