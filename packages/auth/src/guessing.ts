import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

// How soon somebody would guess a password who knows what people choose. Loaded when somebody first chooses one: the
// lists take a tenth of a second and 20 MB.

/** Fewer guesses than these are a matter of minutes for whoever holds a copy of the hashes. */
const fewestGuesses = 1e9;

/** Longer ones aren't looked at further: what comes after makes nothing easier, and looking takes time. */
const longest = 60;

/** What officials type around here and no list from abroad has: pinyin of the trade, of love, and of the keyboard. */
const local = [
  ...['huibao', 'jiaoyuju', 'jiaoyu', 'jiaotiju', 'xuexiao', 'xiaoxue', 'zhongxue', 'youeryuan', 'yizhong', 'erzhong'],
  ...['bangongshi', 'guanliyuan', 'laoshi', 'xiaozhang', 'juzhang', 'kezhang', 'zhengfu', 'zhongguo', 'zhengzhi'],
  ...['woaini', 'woaizhongguo', 'wodemima', 'mima', 'nihao', 'xiexie', 'jiayou', 'fazhi', 'yifaxingzheng', 'zuguo'],
  ...['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', 'qaz', 'wsx', 'edc', 'zaq1', 'xsw2', 'cde3'],
  ...['1314', '520', '5201314', '1314520', '168', '888', '666', 'admin', 'root', 'test', 'passwd', 'abc', 'qwe', 'asd'],
];

const common = new Set(dictionary['passwords-common']);

const estimator = new ZxcvbnFactory({
  dictionary: { 'passwords-common': dictionary['passwords-common'], local },
  graphs: adjacencyGraphs,
});

/** One of the 49 000 most frequent in published leaks. */
export function isCommon(lowerCase: string): boolean {
  return common.has(lowerCase);
}

/** Words, keyboard walks, runs, repetitions, years and what is known of the person make it up. */
export function isGuessable(password: string, known: readonly string[]): boolean {
  return estimator.check(password.slice(0, longest), [...known]).guesses < fewestGuesses;
}
