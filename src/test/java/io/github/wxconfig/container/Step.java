package io.github.wxconfig.container;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of a visitor's way through an application, as {@code pages.txt} has it: {@code page 200 POST /login
 * *&username=visitor}.
 *
 * @param isPage whether the answer is a document that is to be signed
 * @param status of the answer, after all redirects
 * @param path raw, below the context root
 * @param form the body of a POST; {@code *} stands for the hidden fields of the page that the visitor has before him
 */
record Step(boolean isPage, int status, String method, String path, String form) {
    private static final Pattern LINE = Pattern.compile("(page|other) +(\\d{3}) (GET|HEAD|POST) (/\\S*)(?: (\\S+))?");

    static Step parse(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.matches()) {
            throw new IllegalArgumentException("no step: " + line);
        }
        String form = found.group(5);
        return new Step(
                found.group(1).equals("page"),
                Integer.parseInt(found.group(2)),
                found.group(3),
                found.group(4),
                form == null ? "" : form);
    }
}
