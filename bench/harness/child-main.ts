import { forgetPeak, readPeakBytes } from './peak-memory.ts';
import type { MemoryTask } from './types.ts';

// The process in which a task runs by itself: module, name and input come as arguments, figures go back as a message.
const [moduleUrl = '', name = '', input = 'null'] = process.argv.slice(2);
const module = (await import(moduleUrl)) as { tasks: Readonly<Record<string, MemoryTask<unknown>>> };
const task = module.tasks[name];
if (task === undefined) throw new Error(`Cannot run the task "${name}": its module has none of that name`);
const work = await task(JSON.parse(input));
(globalThis as { gc?: () => void }).gc?.();
forgetPeak();
const baselineBytes = process.memoryUsage.rss();
const started = performance.now();
const figures = await work();
const durationMs = performance.now() - started;
process.send?.({ baselineBytes, peakBytes: readPeakBytes(), durationMs, figures }, () => process.exit());
