// workerd: the plan comes as a request, the results are its answer.
import { smoke } from "./smoke.mjs";

export default {
  async fetch(request) {
    return Response.json(await smoke(await request.json()));
  },
};
