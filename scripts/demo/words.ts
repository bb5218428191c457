/** Short words that are easy to type. Passwords follow from their order, so a change here changes every demo password. */
export const words = `
able acid acorn actor adult agent alarm album alert amber angel ankle apple april apron arch arena arrow
aunt award badge baker banjo basin basket beach bead beaver bell bench berry bird blanket blaze blossom boat
bonus book boot bottle brave bread breeze brick bridge bright brook brush bucket butter button cabin cable cactus
calm camel camera candle canoe canvas carpet castle cedar cello chalk charm cherry circle clay clever cliff
cloud clover coast cobalt cocoa coffee comet copper coral cotton cousin crane crayon cricket crown crystal curtain dance
dawn deer delta desert diamond dolphin donkey door dragon drum eagle early earth easel echo elbow ember
engine evening fabric falcon family farmer feather fern fiddle field finger flame flute forest fountain friend galaxy garden
garlic gentle ginger giraffe glass globe golden grain grape gravel green guitar hammer harbor harp harvest hazel
helmet hero hill honey horizon horse island ivory jacket jasmine jersey jewel journey jungle kettle kind kitchen
kite ladder lagoon lake lantern laurel lemon letter light lily lion lucky magnet mango maple marble market meadow
melon mellow mirror mountain music needle nest noble north nutmeg oasis ocean olive onion orange orbit orchid otter
oyster paddle palm panda paper parrot peach pearl pebble pepper piano pigeon pillow planet plum pocket pond
`.trim().split(/\s+/);
