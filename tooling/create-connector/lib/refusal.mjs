/** Something that the caller can put right: its message is printed, and nothing has been written. */
export class Refusal extends Error {
  name = "Refusal";
}

/** @throws {Refusal} */
export function refuse(message) {
  throw new Refusal(message);
}
