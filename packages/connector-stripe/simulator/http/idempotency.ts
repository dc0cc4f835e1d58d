import { refuseEarly } from "../errors.js";
import type { Owner, SavedReply, World } from "../world.js";

const LONGEST_KEY = 255;
const KEPT_FOR = 24 * 60 * 60 * 1000;

function nameOf({ account, livemode }: Owner, key: string): string {
  return `${account} ${String(livemode)} ${key}`;
}

/**
 * The answer that is kept under a key (tech-spec, section 1.2); undefined where the call is to be carried out. Refuses
 * the key with other parameters, and while a first call is running.
 */
export function savedReply(world: World, owner: Owner, key: string, fingerprint: string): SavedReply | undefined {
  if (key.length > LONGEST_KEY) {
    const message = `Idempotency keys must be at most ${LONGEST_KEY} characters long.`;
    return refuseEarly(400, { message, type: "invalid_request_error" });
  }
  if (world.heldKeys.has(key)) {
    const message = `There is currently another in-progress request using this Idempotency-Key (that probably means you submitted twice, and the other request is still going through): ${key}.`;
    return refuseEarly(409, { code: "idempotency_key_in_use", message, type: "idempotency_error" });
  }
  const name = nameOf(owner, key);
  const saved = world.replies.get(name);
  if (saved === undefined) return undefined;
  if (world.clock.now().getTime() - saved.at >= KEPT_FOR) {
    world.replies.delete(name);
    return undefined;
  }
  if (saved.fingerprint === fingerprint) return saved;
  const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
  return refuseEarly(400, { message, type: "idempotency_error" });
}

/** Keeps an answer under its key. */
export function keepReply(world: World, owner: Owner, key: string, reply: Omit<SavedReply, "at">): void {
  world.replies.set(nameOf(owner, key), { ...reply, at: world.clock.now().getTime() });
}
