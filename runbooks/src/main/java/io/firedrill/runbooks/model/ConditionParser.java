package io.firedrill.runbooks.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.firedrill.runbooks.model.Condition.And;
import io.firedrill.runbooks.model.Condition.Comparison;
import io.firedrill.runbooks.model.Condition.Node;
import io.firedrill.runbooks.model.Condition.Operator;
import io.firedrill.runbooks.model.Condition.Or;

/** Recursive descent over the characters; what is not listed here does not exist. */
final class ConditionParser {
    private static final int LONGEST = 1000;
    private static final int DEEPEST = 16;
    // Words that a reader could take for more than a variable's name.
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "and",
            "or",
            "not",
            "eq",
            "ne",
            "lt",
            "gt",
            "le",
            "ge",
            "empty",
            "instanceof",
            "div",
            "mod");

    private final String text;
    private int at;
    private int depth;

    ConditionParser(String text) {
        this.text = text;
    }

    Node parse() {
        if (text.length() > LONGEST)
            throw new IllegalArgumentException("The condition is longer than " + LONGEST + ".");
        blanks();
        expect("${");
        var node = any();
        expect("}");
        blanks();
        if (at < text.length()) throw wrong("nothing more");
        return node;
    }

    private Node any() {
        var parts = new ArrayList<Node>(List.of(all()));
        while (take("||")) parts.add(all());
        return parts.size() == 1 ? parts.get(0) : new Or(List.copyOf(parts));
    }

    private Node all() {
        var parts = new ArrayList<Node>(List.of(part()));
        while (take("&&")) parts.add(part());
        return parts.size() == 1 ? parts.get(0) : new And(List.copyOf(parts));
    }

    private Node part() {
        if (!take("(")) return comparison();
        if (++depth > DEEPEST) throw wrong("fewer nested parentheses");
        var node = any();
        expect(")");
        depth--;
        return node;
    }

    private Node comparison() {
        var variable = variable();
        var operator = operator();
        var comparison = new Comparison(variable, operator, literal());
        if (operator.ordering() && comparison.literal() instanceof Boolean)
            throw wrong("== or != before true and false");
        return comparison;
    }

    private String variable() {
        blanks();
        int start = at;
        if (at < text.length() && lower(text.charAt(at))) at++;
        while (at > start && at < text.length() && wordCharacter(text.charAt(at))) at++;
        var name = text.substring(start, at);
        if (name.isEmpty() || name.length() > 60 || RESERVED.contains(name)) {
            at = start;
            throw wrong("the name of a run variable");
        }
        return name;
    }

    private Operator operator() {
        // Longer signs first, or <= would be read as < and a stray =.
        for (var operator : List.of(
                Operator.EQUAL,
                Operator.NOT_EQUAL,
                Operator.AT_MOST,
                Operator.AT_LEAST,
                Operator.LESS,
                Operator.GREATER)) {
            if (take(operator.sign())) return operator;
        }
        throw wrong("one of == != < <= > >=");
    }

    private Object literal() {
        blanks();
        if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) return quoted(text.charAt(at));
        int start = at;
        while (at < text.length()
                && (wordCharacter(text.charAt(at)) || text.charAt(at) == '.' || text.charAt(at) == '-')) {
            at++;
        }
        var word = text.substring(start, at);
        if (word.equals("true")) return true;
        if (word.equals("false")) return false;
        if (word.matches("-?[0-9]{1,15}(\\.[0-9]{1,9})?")) return new BigDecimal(word);
        at = start;
        throw wrong("'text', a number, true or false");
    }

    private String quoted(char quote) {
        int end = text.indexOf(quote, at + 1);
        if (end < 0) throw wrong("a closing quote");
        var inside = text.substring(at + 1, end);
        // Without escapes and braces there is nothing to read in two ways.
        if (!inside.chars().allMatch(c -> c >= ' ' && c != '\\' && c != '{' && c != '}' && c != '\'' && c != '"')) {
            throw wrong("a text without backslash, braces and quotes");
        }
        at = end + 1;
        return inside;
    }

    private boolean take(String sign) {
        blanks();
        if (!text.startsWith(sign, at)) return false;
        at += sign.length();
        return true;
    }

    private void expect(String sign) {
        if (!take(sign)) throw wrong("'" + sign + "'");
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private IllegalArgumentException wrong(String wanted) {
        var rest = text.substring(Math.min(at, text.length()), Math.min(at + 20, text.length()));
        return new IllegalArgumentException("Expected " + wanted + " at character " + (at + 1)
                + (rest.isEmpty() ? ", where the text ends." : ", found '" + rest + "'."));
    }

    private static boolean lower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean wordCharacter(char c) {
        return lower(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
