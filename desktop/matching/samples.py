"""A few written addresses to try the room with: each is written in another of the ways offices write."""

SAMPLE_LINES = (
    "厦门市思明区湖滨南路81号",
    "湖濱南路８１號之二",
    "思明区莲花一里十二号楼二单元三零一室",
    "开元区禾祥西路12号-4-302",
    "厦门湖里区枋湖北二路889号B1层",
    "软件园二期观日路36号3#502",
    "集美区后溪镇溪西村霞店社六组15号",
    "同安区大同街道环城西路160-178号1楼店面",
    "湖滨南路",
)
