import { z } from "zod";

// Imported before all that makes schemas: zod makes code out of text to be faster, which the page may not do.
z.config({ jitless: true });
