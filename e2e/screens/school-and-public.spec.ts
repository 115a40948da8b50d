import { first, go, nth, lookAt } from './look-at.ts';

lookAt([
  { name: 'sign-in', person: 'visitor', open: (page) => go(page, '/sign-in') },
  { name: 'published', person: 'visitor', open: (page) => go(page, '/published') },
  {
    name: 'published-report',
    person: 'visitor',
    open: (page) => first(page, '/published', /^\/published\/[0-9a-f-]{36}$/),
  },
  { name: 'todo', person: 'school', open: (page) => go(page, '/todo') },
  { name: 'term', person: 'school', open: (page) => go(page, '/term') },
  { name: 'form', person: 'school', open: (page) => nth(page, '/term', /^\/term\/[0-9a-f-]{36}$/, 2) },
  { name: 'form-registers', person: 'school', open: (page) => nth(page, '/term', /^\/term\/[0-9a-f-]{36}$/, 1) },
  { name: 'history', person: 'school', open: (page) => go(page, '/history') },
  { name: 'register', person: 'school', open: (page) => go(page, '/register') },
  { name: 'password', person: 'school', open: (page) => go(page, '/password') },
  { name: 'head-term', person: 'head', open: (page) => go(page, '/term') },
]);
