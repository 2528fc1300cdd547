// Express 4 ships no types under this alias; what the tests use of it is the same in both.
declare module 'express4' {
  import express from 'express';
  export default express;
}
