#!/usr/bin/env node
import { runCli } from './lib/node/run-cli.ts';

await runCli(process.argv.slice(2), (text) => console.log(text));
