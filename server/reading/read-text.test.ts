import { describe, expect, test } from "vitest";
import { readText, START_CHARS } from "./read-text";

const wordsOf = (text: string) => readText(text).words.join(" ");

describe("words", () => {
  test.each([
    ["I CAN'T, cant, cannot", "i can not can not can not"],
    ["Won't it, wont it", "will not it will not it"],
    ["we shan't", "we shall not"],
    ["it wouldn't, he hadn't", "it would not he had not"],
    ["I'm here, we've paid, they're late, you'll see", "i am here we have paid they are late you will see"],
    ["I don`t, we can`t", "i do not we can not"],
    ["im, ive", "i am i have"],
    ["the user's list", "the user s list"],
    ["J'ai l'appli d'hier", "j ai l appli d hier"],
    ["noone can signin or signup", "no one can sign in or sign up"],
    ["'quoted'", "quoted"],
    ["order_id 4711", "order_id 4711"],
    ["Größe, ÉTÉ", "grosse ete"],
    ["e-mail", "e mail"],
    ["注文が消えた。", "注文が消えた"],
    ["don´t, 로그인 안돼요", "do not 로그인 안돼요"],
    ["", ""],
    ["?!", ""],
  ])("of %j are %j", (text, words) => expect(wordsOf(text)).toBe(words));
  test("are known by their beginnings", () => {
    expect(readText("Refund an order").starts).toEqual(["ref", "an", "ord"]);
    expect(START_CHARS).toBe(3);
  });
  test("a word of two has one place in its sentence", () => {
    const { sentences, clauses } = readText("I can't. You, too");
    expect(sentences).toEqual([0, 0, 0, 1, 1]);
    expect(clauses).toEqual([0, 0, 0, 1, 2]);
  });
});

describe("clauses and sentences", () => {
  test.each([
    ["a, b", [0, 1], [0, 0]],
    ["a: b (c) d – e", [0, 1, 2, 3, 4], [0, 0, 0, 0, 0]],
    ["a. b! c; d\ne", [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]],
    ["a... b", [0, 1], [0, 1]],
    ["!a", [1], [0]],
    ["a. . b", [0, 2], [0, 1]],
    ["v2.1 a", [0, 0, 0], [0, 0, 0]],
    ["甲，乙。丙", [0, 1, 2], [0, 0, 1]],
  ])("of %j", (text, clauses, sentences) => {
    expect([readText(text).clauses, readText(text).sentences]).toEqual([clauses, sentences]);
  });
  test.each([
    ["Why? Because.", [true, false, false]],
    ["Why", [false]],
    ["It is. Why?", [false, true, false]],
    ["Warum？", [true, false]],
    ["لماذا؟", [true, false]],
    ["Why?!", [true, false]],
    ["Really! Why?", [false, true, false]],
    ["", [false]],
  ])("%j asks where it asks", (text, isQuestion) => expect(readText(text).isQuestion).toEqual(isQuestion));
});

test("a text is read once for all who ask, and four are remembered", () => {
  const first = readText("the first of several");
  for (const text of ["b", "c", "d"]) readText(text);
  expect(readText("the first of several")).toBe(first);
  readText("e");
  expect(readText("the first of several")).not.toBe(first);
  expect(readText("the first of several")).toEqual(first);
});

test("of a long text the beginning and the end are read", () => {
  const { words, folded } = readText(`Begin ${"word ".repeat(4_000)}end`);
  expect([words[0], words.at(-1)]).toEqual(["begin", "end"]);
  expect(folded.length).toBeLessThanOrEqual(6_501);
});
