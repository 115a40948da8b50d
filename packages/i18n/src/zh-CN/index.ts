export * from './zh-CN-desk.ts';
export * from './zh-CN-everyday.ts';
