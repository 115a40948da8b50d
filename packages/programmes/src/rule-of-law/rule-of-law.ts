import { builtInPackage } from '../built-in.ts';

/** 法治政府建设年度报告, whose figures and sentences these tests know. */
export const ruleOfLaw = builtInPackage('rule-of-law').programme;
