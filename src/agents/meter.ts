import { ModelError } from './errors.ts';
import type { ModelReply, ModelRequest, ModelUsage } from './types.ts';

/** Money per million tokens. */
export interface ModelPrice {
  readonly input: number;
  /** As `input` when absent. */
  readonly cached_input?: number | undefined;
  readonly output: number;
}

export interface MeterOptions {
  /** Tokens of all calls, input and output; 0 is no limit. */
  readonly tokenLimit: number;
  /** Money of all calls; 0 is no limit. */
  readonly moneyLimit: number;
  /** By `provider/model`. A model on this machine costs nothing. */
  readonly prices: Readonly<Record<string, ModelPrice>>;
  /** Calls of earlier runs of the same job: the limits hold for all of them, the totals do not show them. */
  readonly spentBefore?: readonly { readonly model: string; readonly usage: ModelUsage }[];
}

export interface MeterTotals {
  readonly usage: ModelUsage;
  /** Calls that were made, and calls that the journal answered. */
  readonly calls: number;
  readonly replayedCalls: number;
  /** Null when a call had no known price. */
  readonly money: number | null;
}

/** What one call is counted for, for example `left-pad` and `agent-a`. */
export interface MeterLabels {
  readonly package: string;
  readonly agent: string;
}

export interface Reservation {
  /** Counts what the call took and frees what was held for it. */
  settle(reply: ModelReply): void;
  /** Frees what was held for a call that failed. */
  release(): void;
}

export interface Meter {
  /** Holds the most that a call can take. Throws ModelError `budget-exceeded` when the budget has no room for it. */
  reserve(model: string, request: ModelRequest, labels: MeterLabels): Reservation;
  /** Counts a reply that cost nothing because the journal had it. */
  countReplay(labels: MeterLabels): void;
  /** Totals of everything, or of what carries the given labels. */
  totals(labels?: Partial<MeterLabels>): MeterTotals;
}

interface Entry {
  readonly labels: MeterLabels;
  readonly usage: ModelUsage;
  readonly money: number | null;
  readonly replayed: boolean;
}

const noUsage: ModelUsage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0 };

/** Counts tokens and money of a job and refuses a call before it is made when a limit would be passed. */
export function createMeter(options: MeterOptions): Meter {
  const entries: Entry[] = [];
  const before = (options.spentBefore ?? []).map(({ model, usage }) => ({
    labels: { package: '', agent: '' },
    usage,
    money: priceUsage(model, usage, options.prices),
    replayed: true,
  }));
  let heldTokens = 0;
  let heldMoney = 0;

  function refuse(model: string, tokens: number, money: number | null): void {
    const all = [...before, ...entries];
    const spent = sum(all);
    const spentTokens = spent.usage.inputTokens + spent.usage.outputTokens;
    if (options.tokenLimit > 0 && spentTokens + heldTokens + tokens > options.tokenLimit) {
      throw exceeded(
        `${spentTokens} of ${options.tokenLimit} tokens are spent`,
        model,
        `${tokens} tokens`,
        'tokens',
      );
    }
    if (options.moneyLimit === 0) return;
    if (money === null) throw unpriced(model);
    const spentMoney = all.reduce((total, entry) => total + (entry.money ?? 0), 0);
    if (spentMoney + heldMoney + money > options.moneyLimit) {
      const so = `${spentMoney.toFixed(4)} of ${options.moneyLimit} are spent`;
      throw exceeded(so, model, money.toFixed(4), 'money');
    }
  }

  return {
    reserve(model, request, labels) {
      const estimate = estimateUsage(request);
      const tokens = estimate.inputTokens + estimate.outputTokens;
      const money = priceUsage(model, estimate, options.prices);
      refuse(model, tokens, money);
      heldTokens += tokens;
      heldMoney += money ?? 0;
      let open = true;
      const release = (): void => {
        if (!open) return;
        open = false;
        heldTokens -= tokens;
        heldMoney -= money ?? 0;
      };
      return {
        release,
        settle({ usage }) {
          release();
          entries.push({ labels, usage, money: priceUsage(model, usage, options.prices), replayed: false });
        },
      };
    },
    countReplay(labels) {
      entries.push({ labels, usage: noUsage, money: 0, replayed: true });
    },
    totals: (labels = {}) => sum(entries.filter((entry) => matches(entry.labels, labels))),
  };
}

/** The most that a request can take: three characters a token is more than text or code ever needs. */
export function estimateUsage(request: ModelRequest): ModelUsage {
  const texts = [request.system, ...request.messages.map((message) => message.content)];
  const schema = request.jsonSchema ? JSON.stringify(request.jsonSchema).length : 0;
  const characters = texts.reduce((total, text) => total + text.length, schema);
  return { ...noUsage, inputTokens: Math.ceil(characters / 3), outputTokens: request.maxOutputTokens };
}

/** What a call took in money; 0 for a model on this machine, null when its price is unknown. */
export function priceUsage(model: string, usage: ModelUsage, prices: MeterOptions['prices']): number | null {
  if (model.startsWith('local/')) return 0;
  const price = Object.hasOwn(prices, model) ? prices[model] : undefined;
  if (price === undefined) return null;
  const fresh = Math.max(0, usage.inputTokens - usage.cachedInputTokens) * price.input;
  const cached = usage.cachedInputTokens * (price.cached_input ?? price.input);
  return (fresh + cached + usage.outputTokens * price.output) / 1_000_000;
}

function matches(labels: MeterLabels, wanted: Partial<MeterLabels>): boolean {
  const samePackage = wanted.package === undefined || wanted.package === labels.package;
  return samePackage && (wanted.agent === undefined || wanted.agent === labels.agent);
}

function sum(entries: readonly Entry[]): MeterTotals {
  const add = (pick: (entry: Entry) => number): number =>
    entries.reduce((total, entry) => total + pick(entry), 0);
  return {
    usage: {
      inputTokens: add((entry) => entry.usage.inputTokens),
      cachedInputTokens: add((entry) => entry.usage.cachedInputTokens),
      outputTokens: add((entry) => entry.usage.outputTokens),
      reasoningTokens: add((entry) => entry.usage.reasoningTokens),
    },
    calls: add((entry) => (entry.replayed ? 0 : 1)),
    replayedCalls: add((entry) => (entry.replayed ? 1 : 0)),
    money: entries.some((entry) => entry.money === null) ? null : add((entry) => entry.money ?? 0),
  };
}

function exceeded(so: string, model: string, next: string, key: 'tokens' | 'money'): ModelError {
  return new ModelError(
    'budget-exceeded',
    `Cannot ask ${model}: ${so}, and the next call may take ${next}, which passes limits.${key}`,
    { hint: `Raise limits.${key} and go on: nothing is paid for twice` },
  );
}

function unpriced(model: string): ModelError {
  return new ModelError(
    'budget-exceeded',
    `Cannot ask ${model}: limits.money is set and its price is unknown`,
    {
      hint: `Set llm.prices."${model}" in the configuration, or limits.money to 0`,
    },
  );
}
