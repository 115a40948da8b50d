import type { DemoPeople } from './unit.ts';
import { seededPick } from './seeded-number.ts';

const surnames = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严魏陶姜谢邹苏潘葛范彭鲁韦马方任袁柳史唐薛雷贺汤罗郝安常于傅齐康伍余顾孟黄',
];
const given = [
  '晓燕',
  '建国',
  '丽娟',
  '志强',
  '红霞',
  '文博',
  '海涛',
  '雪梅',
  '俊杰',
  '桂兰',
  '永刚',
  '春燕',
  '立新',
  '慧敏',
  '国庆',
  '玉珍',
  '卫东',
  '素芳',
  '明辉',
  '静怡',
  '宏伟',
  '彩霞',
  '振华',
  '秀丽',
  '少华',
  '艳红',
  '学军',
  '淑芬',
  '庆丰',
  '雅琴',
  '新民',
  '翠萍',
  '鹏飞',
  '瑞芳',
  '天佑',
  '书香',
  '长青',
  '若曦',
  '启航',
  '思远',
];

/** An invented person; `key` decides the name. */
export function inventedName(key: string): string {
  return seededPick(`surname/${key}`, surnames) + seededPick(`given/${key}`, given);
}

export function inventedPeople(key: string): DemoPeople {
  return {
    reporter: inventedName(`${key}/reporter`),
    checker: inventedName(`${key}/checker`),
    head: inventedName(`${key}/head`),
  };
}

/** A pupil is named so that nobody can be meant. */
export function inventedPupil(key: string, number: number): string {
  return `${seededPick(`pupil/${key}`, surnames)}同学${String(number).padStart(2, '0')}`;
}
