import type { ConnectorAuthType, ConnectorEvent } from "@switchyard/interfaces";
import type { Place, ScenarioFacts, TakeStep } from "./scenario.js";

/** Credentials for a processor's sandbox, as the configuration gives them. */
export interface SandboxCredentials {
  readonly auth: ConnectorAuthType;
  /** The connector's own sandbox unless given. */
  readonly baseUrl?: string | undefined;
}

/** What a demo needs to open its stage. */
export interface StageOptions {
  /** Present: the processor's sandbox. Absent: the simulator. */
  readonly sandbox?: SandboxCredentials | undefined;
  /** Gets every exchange of the client with the processor. */
  readonly onEvent: (event: ConnectorEvent) => void;
}

/** The servers and the client of a demo, while it runs. */
export interface Stage extends AsyncDisposable {
  readonly place: Place;
  /** Plays a scenario from a clean start. It throws where it cannot go on. */
  play(scenario: string, step: TakeStep): Promise<void>;
}

/** What the demo shows of one connector. A connector joins the demo with one object of this kind. */
export interface ConnectorDemo {
  /** As `--connector` takes it, and the name of its table in the credentials file. */
  readonly connector: string;
  readonly displayName: string;
  readonly scenarios: readonly ScenarioFacts[];
  /** Reads the connector's table of the credentials file. @throws UsageError that names the key. */
  readCredentials(table: CredentialsTable): ConnectorAuthType;
  open(options: StageOptions): Promise<Stage>;
}

/** A table of the credentials file. Every error names the key and its table, never a value. */
export interface CredentialsTable {
  /** A text that must be there. */
  need(key: string): string;
  /** A text that may be there. */
  read(key: string): string | undefined;
}
