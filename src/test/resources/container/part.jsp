<%@ page contentType="text/html; charset=utf-8" pageEncoding="UTF-8" %>
<p>part</p>
