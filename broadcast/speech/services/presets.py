"""The eight services that Vietnamese communes can buy, as their public documents of 2026 tell.

None of them was called by us. What a service changes is changed here, and nowhere else.
"""

from broadcast.speech.services.recipe import (
    Base64At,
    Form,
    JobAt,
    Json,
    LinkAt,
    Raw,
    Recipe,
    Sound,
    Speaker,
    Speed,
    Ssml,
)


def _speakers(**labels: str) -> tuple[Speaker, ...]:
    return tuple(Speaker(code=code.replace("__", "-"), label=label) for code, label in labels.items())


ZALO = Recipe(
    name="zalo",
    label="Giọng Zalo AI",
    url="https://api.zalo.ai/v1/tts/synthesize",
    secrets={"key": "LOAXA_ZALO_KEY"},
    headers={"apikey": "{key}"},
    body=Form(fields={"input": "{text}", "speaker_id": "{voice}", "speed": "{speed}", "encode_type": "1"}),
    ok=("error_code", "0"),
    result=LinkAt(path="data.url"),
    speakers=(
        Speaker(code="2", label="nữ miền Bắc"),
        Speaker(code="4", label="nam miền Bắc"),
        Speaker(code="1", label="nữ miền Nam"),
        Speaker(code="3", label="nam miền Nam"),
    ),
    speed=Speed(least=0.8, most=1.2),
    most_characters=2000,
)

FPT = Recipe(
    name="fpt",
    label="Giọng FPT.AI",
    url="https://api.fpt.ai/hmi/tts/v5",
    secrets={"key": "LOAXA_FPT_KEY"},
    headers={"api-key": "{key}", "voice": "{voice}", "format": "mp3"},
    body=Raw(),
    ok=("error", "0"),
    result=LinkAt(path="async"),
    speakers=_speakers(
        banmai="Ban Mai, nữ miền Bắc",
        leminh="Lê Minh, nam miền Bắc",
        myan="Mỹ An, nữ miền Trung",
        giahuy="Gia Huy, nam miền Trung",
        lannhi="Lan Nhi, nữ miền Nam",
        minhquang="Minh Quang, nam miền Nam",
    ),
    most_characters=5000,
)

VIETTEL = Recipe(
    name="viettel",
    label="Giọng Viettel AI",
    url="https://viettelai.vn/tts/speech_synthesis",
    secrets={"token": "LOAXA_VIETTEL_TOKEN"},
    body=Json(
        value={
            "text": "{text}",
            "voice": "{voice}",
            "speed": "{speed}",
            "tts_return_option": 3,
            "token": "{token}",
            "without_filter": False,
        }
    ),
    result=Sound(),
    speakers=_speakers(
        hn__quynhanh="Quỳnh Anh, nữ miền Bắc",
        hn__thanhtung="Thanh Tùng, nam miền Bắc",
        hue__maingoc="Mai Ngọc, nữ miền Trung",
        hcm__diemmy="Diễm My, nữ miền Nam",
        hcm__minhquan="Minh Quân, nam miền Nam",
    ),
    speed=Speed(least=0.8, most=1.2),
    most_characters=1000,
)

VNPT = Recipe(
    name="vnpt",
    label="Giọng VNPT SmartVoice",
    url="https://api.idg.vnpt.vn/tts-service/v2/standard",
    secrets={"token": "LOAXA_VNPT_TOKEN", "id": "LOAXA_VNPT_TOKEN_ID", "key": "LOAXA_VNPT_TOKEN_KEY"},
    headers={"Authorization": "Bearer {token}", "Token-id": "{id}", "Token-key": "{key}"},
    body=Json(
        value={
            "text": "{text}",
            "model": "news",
            "region": "{voice}",
            "speed": "{speed}",
            "audio_format": "mp3",
            "text_split": False,
        }
    ),
    result=LinkAt(path="object.playlist.*.audio_link"),
    speakers=_speakers(
        female_north="nữ miền Bắc",
        male_north="nam miền Bắc",
        female_central="nữ miền Trung",
        female_south="nữ miền Nam",
        male_south="nam miền Nam",
    ),
    speed=Speed(least=0.8, most=1.2),
    most_characters=5000,
)

VBEE = Recipe(
    name="vbee",
    label="Giọng VBee",
    url="https://api.vbee.vn/v1/tts",
    secrets={"token": "LOAXA_VBEE_TOKEN", "app": "LOAXA_VBEE_APP"},
    headers={"Authorization": "Bearer {token}", "App-Id": "{app}"},
    body=Json(value={"text": "{text}", "voiceCode": "{voice}", "mode": "async", "speed": "{speed}"}),
    result=JobAt(
        path="requestId",
        status_url="https://api.vbee.vn/v1/tts/{job}",
        state="status",
        done=frozenset({"SUCCESS"}),
        failed=frozenset({"FAILURE"}),
        link="audioLink",
    ),
    speakers=_speakers(
        hn_female_ngochuyen_full_48k__fhg="Ngọc Huyền, nữ miền Bắc",
        hn_male_manhdung_news_48k__fhg="Mạnh Dũng, nam miền Bắc",
        sg_female_thaotrinh_full_48k__fhg="Thảo Trinh, nữ miền Nam",
        sg_male_minhhoang_full_48k__fhg="Minh Hoàng, nam miền Nam",
    ),
    speed=Speed(least=0.5, most=1.9),
    most_characters=5000,
)

GOOGLE_CLOUD = Recipe(
    name="google-cloud",
    label="Giọng Google Cloud",
    url="https://texttospeech.googleapis.com/v1/text:synthesize",
    secrets={"key": "LOAXA_GOOGLE_CLOUD_KEY"},
    headers={"X-Goog-Api-Key": "{key}"},
    body=Json(
        value={
            "input": {"text": "{text}"},
            "voice": {"languageCode": "vi-VN", "name": "{voice}"},
            "audioConfig": {"audioEncoding": "MP3", "speakingRate": "{speed}"},
        }
    ),
    result=Base64At(path="audioContent"),
    speakers=_speakers(
        vi__VN__Neural2__A="A, nữ",
        vi__VN__Neural2__D="D, nam",
        vi__VN__Wavenet__C="C, nữ",
        vi__VN__Wavenet__B="B, nam",
    ),
    speed=Speed(least=0.25, most=4.0),
    most_characters=1600,  # 5,000 bytes of UTF-8
)

AZURE = Recipe(
    name="azure",
    label="Giọng Azure",
    url="https://{region}.tts.speech.microsoft.com/cognitiveservices/v1",
    secrets={"key": "LOAXA_AZURE_KEY"},
    places={"region": "LOAXA_AZURE_REGION"},
    headers={
        "Ocp-Apim-Subscription-Key": "{key}",
        "X-Microsoft-OutputFormat": "audio-24khz-48kbitrate-mono-mp3",
        "User-Agent": "loa-xa",
    },
    body=Ssml(
        template=(
            '<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="vi-VN">'
            '<voice name="{voice}"><prosody rate="{speed}">{text}</prosody></voice></speak>'
        )
    ),
    result=Sound(),
    speakers=_speakers(
        vi__VN__HoaiMyNeural="Hoài My, nữ miền Bắc", vi__VN__NamMinhNeural="Nam Minh, nam miền Bắc"
    ),
    speed=Speed(least=0.5, most=2.0, percent=True),
    most_characters=3000,
)

OPENAI = Recipe(
    name="openai",
    label="Giọng kiểu OpenAI",
    url="{base}/v1/audio/speech",
    secrets={"key": "LOAXA_OPENAI_KEY"},
    places={"base": "LOAXA_OPENAI_URL", "model": "LOAXA_OPENAI_MODEL"},
    headers={"Authorization": "Bearer {key}"},
    body=Json(
        value={
            "model": "{model}",
            "input": "{text}",
            "voice": "{voice}",
            "response_format": "mp3",
            "speed": "{speed}",
        }
    ),
    result=Sound(),
    speakers=_speakers(nova="nova, nữ", onyx="onyx, nam"),
    speed=Speed(least=0.25, most=4.0),
    most_characters=4096,
)

RECIPES = (ZALO, FPT, VIETTEL, VNPT, VBEE, GOOGLE_CLOUD, AZURE, OPENAI)
