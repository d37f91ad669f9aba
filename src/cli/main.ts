#!/usr/bin/env node
import { createProcessContext } from './process-context.ts';
import { runCli } from './run-cli.ts';

process.exitCode = await runCli(createProcessContext(process));
