import { testRandomKills } from "@engine/testing/random-kills";

testRandomKills("copy");
