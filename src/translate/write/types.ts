import type { NeutralCallable, NeutralExport, NeutralField, NeutralType } from '../model.ts';
import type { NeutralScenario } from '../scenario.ts';
import type { Layout } from '../target/layout.ts';

/** Setup, expression and expected value in the target's language. */
export interface WrittenScenario {
  readonly setup: string;
  readonly expression: string;
  /** Null where nothing is compared. */
  readonly value: string | null;
}

export interface WrittenFunction {
  readonly name: string;
  readonly callable: NeutralCallable;
  readonly layout: Layout;
}

/** Writes code of one language for one interface. */
export interface CodeWriter {
  /** Throws Unsayable for what the language has no words for. */
  scenario(scenario: NeutralScenario): WrittenScenario;
  type(type: NeutralType): string;
  /** A declaration on one line and without a body; of a method when `owner` is set. */
  signature(written: WrittenFunction, owner: NeutralExport | null): string;
  /** A property of a class or a field of a record. */
  field(field: NeutralField): string;
}
