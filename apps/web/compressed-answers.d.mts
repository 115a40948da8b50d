import type { RequestHandler } from 'express';

export declare const compressedAnswers: RequestHandler;
