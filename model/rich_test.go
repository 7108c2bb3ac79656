package model_test

import (
	"encoding/json"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tlcrawl/tlcrawl/model"
)

// same treats an empty list and a missing one as equal: the JSON has neither.
var same = cmp.Options{cmpopts.EquateEmpty()}

// rich returns a snapshot with a value in every field.
func rich() *model.Snapshot {
	s := model.New("https://corefork.telegram.org", 214)
	s.Layers = []model.Layer{{Layer: 1, Title: "Base layer"}, {Layer: 17}, {Layer: 214, Title: "Stories & <gifts>"}}
	s.Partial = []string{"https://corefork.telegram.org/method/auth.signIn"}
	s.Methods["auth.resendCode"] = &model.Method{
		Name:        "auth.resendCode",
		Category:    "Registration/Authorization; Login",
		Description: "Resend the code, by [another way »](https://corefork.telegram.org/api/auth).\n\nIf a < b & b > c, wait.",
		Documented:  new(true),
		ID:          "cae47523",
		TL:          "auth.resendCode#cae47523 flags:# phone_number:string phone_code_hash:string reason:flags.0?string = auth.SentCode",
		Params: []model.Param{
			{Name: "flags", Type: "#", Description: "Which fields are set"},
			{Name: "phone_number", Type: "string"},
			{Name: "phone_code_hash", Type: "string", Description: "\u00a0"},
			{Name: "reason", Type: "flags.0?string", Description: "Only the \"official\" app gives a reason"},
		},
		ParamTable: []string{"flags", "phone_number", "lang_code"},
		Result:     "auth.SentCode",
		Errors: []model.Error{
			{Code: 400, Type: "PHONE_NUMBER_INVALID", Description: "The number is wrong."},
			{Code: 406, Type: "PHONE_NUMBER_INVALID"},
			{Code: 420, Type: "FLOOD_WAIT_%d", Description: "Wait %d seconds.\u2028Then ask again."},
			{Code: -503, Type: "Timeout"},
			{Code: 303, Type: "PHONE_MIGRATE_*"},
		},
		Access:   &model.Access{Users: new(true), Bots: new(false), Business: new(true)},
		Related:  []model.Related{{Title: "auth.sendCode", URL: "https://corefork.telegram.org/method/auth.sendCode", Description: "Ask for a code"}},
		Sections: map[string]string{"limits": "At most *3* a day.", "a-new-one": "", "Zeta": "\t\\"},
	}
	s.Methods["invokeWithLayer"] = &model.Method{Name: "invokeWithLayer", Documented: new(false), Access: &model.Access{}}
	s.Methods["users.getUsers"] = &model.Method{Name: "users.getUsers", ID: "0d91a548", Access: &model.Access{Unauthenticated: new(false)}}
	s.Constructors["auth.sentCode"] = &model.Constructor{
		Name:        "auth.sentCode",
		Description: "A code was sent.",
		Documented:  new(true),
		ID:          "5e002502",
		TL:          "auth.sentCode#5e002502 flags:# type:auth.SentCodeType phone_code_hash:string next_type:flags.1?auth.CodeType timeout:flags.2?int = auth.SentCode",
		Params:      []model.Param{{Name: "flags", Type: "#"}, {Name: "type", Type: "auth.SentCodeType", Description: "How it was sent"}},
		Type:        "auth.SentCode",
		Related:     []model.Related{{Title: "", URL: ""}},
		Sections:    map[string]string{"source": "`sent`"},
	}
	s.Constructors["decryptedMessageMediaWebPage"] = &model.Constructor{
		Name:       "decryptedMessageMediaWebPage",
		Lines:      []model.LayerLine{{Layer: 8, TL: "a = B"}, {Layer: 45, TL: "a b:int = B"}},
		ParamTable: []string{"url"},
	}
	s.Constructors["updates"] = &model.Constructor{Name: "updates", Type: "Updates"}
	s.Types["auth.SentCode"] = &model.Type{
		Name:         "auth.SentCode",
		Constructors: []string{"auth.sentCode", "auth.sentCodeSuccess"},
		Methods:      []string{"auth.sendCode", "auth.resendCode"},
		Description:  "The status of a code",
		Documented:   new(false),
		Related:      []model.Related{{Title: "Login", URL: "https://corefork.telegram.org/api/auth"}},
		Sections:     map[string]string{"history": "Since layer 1"},
	}
	s.Types["Updates"] = &model.Type{Name: "Updates"}
	s.Types["Vector t"] = &model.Type{Name: "Vector t"}
	s.ErrorTable = &model.ErrorTable{
		Layer:             223,
		Errors:            []model.TableError{{Code: -503, Type: "Timeout", Description: "Try & try < again"}, {Code: 400, Type: "PHONE_NUMBER_INVALID", Methods: []string{"auth.resendCode"}}},
		UserOnly:          []string{"auth.resendCode"},
		BotOnly:           []string{"bots.sendCustomRequest"},
		BusinessSupported: []string{"messages.editMessage"},
		UnauthedAllowed:   []string{"auth.sendCode"},
		Other:             map[string]json.RawMessage{"notes": json.RawMessage(`{"a":[1e2,"<&>",{}],"b":[]}`), "premium": json.RawMessage("true")},
	}
	s.Announced = &model.Announced{
		Methods:      map[string]*model.Method{"auth.checkPhone": {Name: "auth.checkPhone", AvailableAsOf: 78, Description: "Is it registered?"}},
		Constructors: map[string]*model.Constructor{"inputUserNext": {Name: "inputUserNext", AvailableAsOf: 225, Params: []model.Param{{Name: "id", Type: "long"}}}},
		Types:        map[string]*model.Type{"InputUserNext": {Name: "InputUserNext", AvailableAsOf: 225}},
	}
	s.Schemas = map[string]*model.Schema{
		model.SchemaMTProto: {Combinators: []model.SchemaLine{
			{Kind: model.KindConstructor, TL: "int128 4*[ int ] = Int128"},
			{Kind: model.KindMethod, TL: "ping#7abe77ec ping_id:long = Pong"},
		}},
		model.SchemaEndToEnd: {Combinators: []model.SchemaLine{
			{Kind: model.KindConstructor, Layer: 8, TL: "documentAttributeSticker#fb0a5727 = DocumentAttribute"},
			{Kind: model.KindConstructor, Layer: 45, TL: "documentAttributeSticker#3a556302 alt:string stickerset:InputStickerSet = DocumentAttribute"},
		}},
	}
	return s
}
