import { defineFunction, type FunctionDefinition } from "./function-definition";

/** Settings that the engine will not follow, all of them at once. */
export class RegistrationRefused extends Error {
  override readonly name = "RegistrationRefused";
  readonly problems: string[];

  constructor(appId: string, problems: string[]) {
    super(`App "${appId}" is not registered:\n${problems.join("\n")}`);
    this.problems = problems;
  }
}

type App = { id: string; checksum: string; functions: FunctionDefinition[] };

export type EventTrigger = {
  fn: FunctionDefinition;
  condition: FunctionDefinition["events"][number]["condition"];
};

export type Cancellation = { fn: FunctionDefinition } & FunctionDefinition["cancelOn"][number];

function append<T>(lists: Map<string, T[]>, key: string, item: T) {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** The functions of all apps, and which events start and cancel them. */
export function createRegistry() {
  const apps = new Map<string, App>();
  const functions = new Map<string, FunctionDefinition>();
  const triggers = new Map<string, EventTrigger[]>();
  const cancellations = new Map<string, Cancellation[]>();

  function index() {
    functions.clear();
    triggers.clear();
    cancellations.clear();
    for (const fn of [...apps.values()].flatMap((app) => app.functions)) {
      functions.set(fn.id, fn);
      for (const { name, condition } of fn.events) append(triggers, name, { fn, condition });
      for (const cancel of fn.cancelOn) append(cancellations, cancel.event, { fn, ...cancel });
    }
  }

  return {
    /**
     * Replaces the app's functions. All or nothing: throws RegistrationRefused when one of them asks
     * for something the engine does not do. Says whether anything has changed.
     */
    register(appId: string, configs: unknown[]): { modified: boolean } {
      const checksum = JSON.stringify(configs);
      if (apps.get(appId)?.checksum === checksum) return { modified: false };
      const defined = configs.map((config) => defineFunction(appId, config));
      const problems = defined.flatMap((result) => result.problems);
      if (problems.length > 0) throw new RegistrationRefused(appId, problems);
      const list = defined.flatMap(({ definition }) => (definition ? [definition] : []));
      apps.set(appId, { id: appId, checksum, functions: list });
      index();
      return { modified: true };
    },
    get: (id: string) => functions.get(id),
    all: () => [...functions.values()],
    triggeredBy: (eventName: string): readonly EventTrigger[] => triggers.get(eventName) ?? [],
    cancelledBy: (eventName: string): readonly Cancellation[] => cancellations.get(eventName) ?? [],
  };
}

export type Registry = ReturnType<typeof createRegistry>;
