export {
  sentences,
  type Expectation,
  type Question,
  type Reason,
  type Results,
  type Rule,
  type Taken,
  type Test,
} from './expectation.ts';
export { cell, show, windowOf, type Fraction } from './monthly-cell.ts';
export { expectations } from './expectations/index.ts';
export {
  fixtures,
  isLeaf,
  monthsOf,
  subtreeOf,
  type Element,
  type Fixture,
  type MonthlyForm,
  type OrgUnit,
  type Series,
  type Violations,
} from './fixture.ts';
